import { type EventTypeEntry, eventTypes } from '../event-types';
import type { DataClass, Schema } from '../rules/rule';
import { SentAttributes } from '../sent-attributes';
import { dataSchemaName } from './data-schema';
import { classSchema, partsOf } from './schema-of';

const pointer = '#/components/schemas/';
const messageName = (type: string): string => type.replaceAll('.', '_');

const stamped: Schema = {
  origin: { type: 'string', description: 'The participant it came from.' },
  partitionkey: { type: 'string', format: 'uuid', description: 'Events of one key arrive in order.' },
  receivedtime: { type: 'string', format: 'date-time', description:
      'When the bridge took it, RFC 3339 UTC. Of two edits of one thing that crossed, the later stands: keep your own where its receipt has a later time.' },
};

function messageOf({ type, row, sides, version, description, data }: EventTypeEntry): Schema {
  return {
    name: type,
    title: type,
    summary: description,
    contentType: 'application/cloudevents+json',
    tags: [{ name: row }],
    payload: {
      allOf: [{ $ref: `${pointer}${SentAttributes.name}` }],
      type: 'object',
      description: `Sent by ${sides.join(' and ')}. The data follows ${dataSchemaName(type, version)}.`,
      required: ['subject', 'data'],
      properties: { type: { const: type }, data: { $ref: `${pointer}${data.name}` } },
    },
  };
}

const from = (side: 'website' | 'backOffice'): EventTypeEntry[] => eventTypes.filter(({ sides }) => sides.includes(side));
const messagesOf = (entries: readonly EventTypeEntry[]): Schema =>
  Object.fromEntries(entries.map(({ type }) => [messageName(type), { $ref: `#/components/messages/${messageName(type)}` }]));

/** How what the bridge sends is to be taken. */
const delivered =
  'One event per POST as application/cloudevents+json, signed as Standard Webhooks say; the webhook-id of a repeated delivery is the same. ' +
  'Types that a participant is set to hear together (receives.gather) come as application/cloudevents-batch+json, also one alone: an array of ' +
  "one person's events in their order, signed as a whole, taken or refused as a whole. Its webhook-id names this very batch: after a lost answer " +
  'it may come again with more events under another webhook-id, so count an event once by its origin, source and id. A batch that is refused ' +
  '(any answer but 2xx, 408, 410, 425, 429, 5xx) comes once more as batches of one event each.';

function operation(action: 'receive' | 'send', channel: string, summary: string, entries: readonly EventTypeEntry[]): Schema {
  const messages = entries.map(({ type }) => ({ $ref: `#/channels/${channel}/messages/${messageName(type)}` }));
  const description = action === 'send' ? { description: delivered } : {};
  return { action, channel: { $ref: `#/channels/${channel}` }, summary, ...description, messages };
}

/** The AsyncAPI 3 document of all events, as the bridge takes and delivers them (its own point of view: it receives what others send). */
export function asyncApi(): Schema {
  const [website, backOffice] = [from('website'), from('backOffice')];
  const classes = new Map<string, DataClass>([[SentAttributes.name, SentAttributes]]);
  for (const { data } of eventTypes) for (const [name, part] of [[data.name, data] as const, ...partsOf(data)]) classes.set(name, part);
  const schemas = [...classes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, of]) => [name, classSchema(of, pointer)] as const);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'People Exchange bridge',
      version: '1.0.0',
      description:
        'Events between the websites and the back offices of an agency, after the Homeflow People Exchange. Each is a CloudEvents 1.0 event; what one side sends, the other side receives once, in order per person.',
    },
    defaultContentType: 'application/cloudevents+json',
    channels: {
      fromWebsites: {
        address: '/v1/events',
        title: 'From websites',
        description: 'Taken by web-ingest, delivered to every back office of the agency by signed webhook or feed.',
        messages: messagesOf(website),
      },
      fromBackOffices: {
        address: '/v1/events',
        title: 'From back offices',
        description: 'Taken by the back-office connector, delivered to the websites that know the person.',
        messages: messagesOf(backOffice),
      },
    },
    operations: {
      takeFromWebsites: operation('receive', 'fromWebsites', 'A website hands in events over HTTP.', website),
      takeFromBackOffices: operation('receive', 'fromBackOffices', 'A back office hands in events over HTTP.', backOffice),
      deliverToBackOffices: operation('send', 'fromWebsites', 'What a website sent reaches the back offices of its agency.', website),
      deliverToWebsites: operation('send', 'fromBackOffices', 'What a back office sent reaches the websites that know the person.', backOffice),
    },
    components: {
      messages: Object.fromEntries(eventTypes.map((entry) => [messageName(entry.type), messageOf(entry)])),
      schemas: Object.fromEntries([...schemas, ['StampedAttributes', { type: 'object', description: 'Set by the bridge on what it delivers.', properties: stamped }]]),
    },
  };
}
