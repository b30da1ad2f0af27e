import type { OpenAPIObject } from '@nestjs/swagger';
import { maxEventBytes, maxEvents, maxRequestBytes } from '../limits';
import type { EventExample } from './event-examples';

type Operation = NonNullable<OpenAPIObject['paths'][string]['post']>;
type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };

const event: Schema = {
  type: 'object',
  description: 'A CloudEvents 1.0 event. The schema of its data is at /schemas/events/SUBJECT/EVENT/VERSION.json.',
  required: ['specversion', 'id', 'source', 'type', 'data'],
  properties: {
    specversion: { type: 'string', enum: ['1.0'] },
    id: { ...text, description: 'Unique within source. Sending the same id again is always safe.' },
    source: { ...text, format: 'uri-reference' },
    type: { ...text, example: 'enquiry.made' },
    subject: { ...text, maxLength: 128, description: "The sender's own stable id of one person; never an e-mail address." },
    time: { ...text, format: 'date-time', description: 'When it happened; at most 10 minutes ahead.' },
    dataschema: { ...text, description: 'urn:people-exchange:TYPE:VERSION; version 1 unless said.' },
    sequence: { ...text, description: "The sender's own version of the entity." },
    causationid: { ...text, description: 'The id of the event that made the sender do this.' },
    traceparent: { ...text, description: 'W3C trace context.' },
    data: { type: 'object' },
  },
  additionalProperties: true,
};

const finding: Schema = { type: 'object', properties: { path: text, rule: text, message: text } };

const receipts: Schema = {
  type: 'object',
  properties: {
    receipts: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          index: { type: 'integer' },
          source: text,
          id: text,
          received: { ...text, format: 'date-time' },
          journey: { ...text, description: 'Where to follow the event.' },
          warnings: { type: 'array', items: finding },
        },
      },
    },
  },
};

const problem: Schema = {
  type: 'object',
  description: 'RFC 9457 problem details. Nothing of the request was taken; after 503 some of it may have been, and sending again is safe.',
  properties: {
    type: text,
    title: text,
    status: { type: 'integer' },
    detail: text,
    trace: text,
    problems: {
      type: 'array',
      items: { type: 'object', properties: { index: { type: 'integer' }, path: text, rule: text, message: text } },
    },
  },
};

const refusals: Readonly<Record<string, string>> = {
  400: 'Not parseable; says at which position.',
  401: 'No key, or a wrong, revoked or expired one.',
  403: 'The key may not send this type, for this agency, or at this app.',
  408: 'The body did not arrive in time.',
  413: `Larger than ${maxRequestBytes} bytes or ${maxEvents} events a request, or ${maxEventBytes} bytes an event.`,
  415: 'A media type, charset or content-encoding that is not taken; lists what is.',
  422: 'Against the contract; every problem of every event at once.',
  429: 'Over the budget of this participant; retry-after says when to come again.',
  503: 'The log cannot take it now, or did not confirm: send again with the same id after retry-after.',
};

/** How `POST /v1/events` is described in OpenAPI; examples are shown whole, alone and as a batch. */
export function eventsOperation(examples: readonly EventExample[]): Operation {
  const whole = Object.fromEntries(examples.map(({ name, event: value }) => [name, { value }]));
  const dataOnly = Object.fromEntries(examples.map(({ name, event: value }) => [name, { value: value['data'] }]));
  const batch = { batch: { value: examples.slice(0, 2).map(({ event: value }) => value) } };
  const problems = { 'application/problem+json': { schema: problem } };
  return {
    operationId: 'takeEvents',
    tags: ['Events'],
    summary: 'Hand in events',
    description:
      `CloudEvents in structured, batch or binary mode (ce- headers), at most ${maxEvents} a request; bodies may be compressed with gzip, deflate or br. ` +
      'A batch is checked as a whole: one bad event refuses it. 202 means every event is durable.',
    security: [{ key: [] }],
    requestBody: {
      required: true,
      content: {
        'application/cloudevents+json': { schema: event, examples: whole },
        'application/cloudevents-batch+json': {
          schema: { type: 'array', minItems: 1, maxItems: maxEvents, items: event },
          examples: batch,
        },
        'application/json': {
          schema: { type: 'object', description: 'The data of one event; its attributes are ce- headers.' },
          examples: dataOnly,
        },
      },
    },
    responses: {
      202: { description: 'Durable; one receipt per event, in the order sent.', content: { 'application/json': { schema: receipts } } },
      ...Object.fromEntries(Object.entries(refusals).map(([status, description]) => [status, { description, content: problems }])),
    },
  };
}
