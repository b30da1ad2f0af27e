import { dataProblems, isKnownType } from '#people-exchange';
import type { AnswerSeen, OutContext } from '../apply/context';
import { type HeldValue, heldValues, listedValues, listRequest, type OfferedValue, unknownAmong } from '../apply/lists';
import { type MadeRequest, makeRequest, makeTogether, readAnswer, togetherRequestOf } from '../apply/make-request';
import { type SweptPage, sweepRequest, sweptPageOf } from '../apply/sweep';
import { type Learnt, type MappedEvent, type Notification, notificationsOf, takenFrom } from '../apply/take-in';
import type { MappingFunctions } from '../expression';
import type { Pack, PackRecordIn, TogetherRequest } from '../pack';
import { MappingFailed } from '../problem';
import type { HookSample, ListSample, OutSample, RecordSample, Sample, SweepSample, TogetherSample } from './sample';

export interface PlayedRequest extends Omit<MadeRequest, 'body'> {
  readonly request: string;
  readonly body?: unknown;
}

/** What a sample led to, in the shape of its `expected` file. */
export interface Played {
  /** In the order they are made. */
  readonly requests?: readonly PlayedRequest[];
  /** Requests whose condition did not hold. */
  readonly leftOut?: readonly string[];
  /** The record the event waits for. */
  readonly waitsFor?: string;
  /** Ids that were learnt, by record. */
  readonly ids?: Readonly<Record<string, string>>;
  /** What the vendor did not do, or would not. */
  readonly says?: string;
  readonly notifications?: readonly Notification[];
  readonly events?: readonly MappedEvent[];
  readonly learnt?: readonly Learnt[];
  /** What a page of a sweep was read as, the records themselves left out. */
  readonly swept?: { readonly items: readonly { readonly id: string; readonly modified: string }[]; readonly next?: SweptPage['next'] };
  /** What a page of a list offers, and what of the settings and tables is not in it. */
  readonly listed?: {
    readonly offered: readonly OfferedValue[];
    readonly unknown: readonly HeldValue[];
    readonly next?: SweptPage['next'];
  };
}

/** Plays one sample without asking anybody: no network, no clock. @throws MappingFailed */
export function playSample(pack: Pack, sample: Sample, functions: MappingFunctions): Promise<Played> {
  if ('event' in sample) return playEvent(pack, sample, functions);
  if ('events' in sample) return playTogether(pack, sample, functions);
  if ('hook' in sample) return playHook(pack, sample, functions);
  if ('list' in sample) return playList(pack, sample, functions);
  return 'sweep' in sample ? playSweep(pack, sample, functions) : playRecord(pack, sample, functions);
}

async function playEvent(pack: Pack, sample: OutSample, given: MappingFunctions): Promise<Played> {
  const functions = { ...given, theirs: (name: unknown, at: unknown) => sample.theirs?.[String(name)]?.[String(at)] };
  const requests: PlayedRequest[] = [];
  const leftOut: string[] = [];
  const ids: Record<string, string> = {};
  const answers: Record<string, AnswerSeen> = {};
  const end = (more: Partial<Played> = {}): Played => ({
    requests,
    ...(leftOut.length > 0 ? { leftOut } : {}),
    ...(Object.keys(ids).length > 0 ? { ids } : {}),
    ...more,
  });
  for (const request of pack.requests.get(String(sample.event['type'])) ?? []) {
    const context = { ...contextOf(pack, sample, sample.event, 'KEY'), ids: { ...sample.ids, ...ids }, answers };
    const making = await makeRequest(request, context, functions);
    if (making.kind === 'leftOut') {
      leftOut.push(request.id);
      continue;
    }
    if (making.kind === 'waits') return end({ waitsFor: making.record });
    requests.push(shown(request.id, making.request));
    const answer: AnswerSeen = { status: 200, headers: {}, body: undefined, ...sample.answers?.[request.id] };
    answers[request.id] = answer;
    const outcome = await readAnswer(request, context, answer, functions);
    if (outcome.kind !== 'done') return end({ says: outcome.reason });
    if (request.makes !== undefined && outcome.id !== undefined) ids[request.makes] = outcome.id;
  }
  return end();
}

function contextOf(pack: Pack, sample: Omit<OutSample, 'event'>, event: OutSample['event'], key: string): OutContext {
  return {
    event,
    data: event['data'],
    key,
    person: '00000000-0000-5000-8000-000000000000',
    known: sample.known ?? {},
    ids: sample.ids ?? {},
    answers: {},
    settings: sample.settings ?? {},
    tables: pack.document.tables ?? {},
  };
}

async function playTogether(pack: Pack, sample: TogetherSample, given: MappingFunctions): Promise<Played> {
  const functions = { ...given, theirs: (name: unknown, at: unknown) => sample.theirs?.[String(name)]?.[String(at)] };
  const made: MadeRequest[] = [];
  let first: { request: TogetherRequest; context: OutContext } | undefined;
  for (const [place, event] of sample.events.entries()) {
    const request = togetherRequestOf(pack, String(event['type']));
    const context = contextOf(pack, sample, event, `KEY${place + 1}`);
    if (!request || (first && first.request.id !== request.id))
      throw new MappingFailed('samples', `${String(event['type'])} does not go together with the events before it`);
    const making = await makeRequest(request, context, functions);
    if (making.kind === 'waits') return { requests: [], waitsFor: making.record };
    if (making.kind === 'made') made.push(making.request);
    first ??= { request, context };
  }
  if (!first) return { requests: [] };
  return { requests: [shown(first.request.id, await makeTogether(first.request, made, first.context, functions))] };
}

async function playHook(pack: Pack, { hook }: HookSample, functions: MappingFunctions): Promise<Played> {
  return { notifications: await notificationsOf(pack, { headers: hook.headers ?? {}, body: hook.body }, functions) };
}

async function playSweep(
  pack: Pack,
  { sweep: { record, since, page, answer }, settings = {} }: SweepSample,
  functions: MappingFunctions,
): Promise<Played> {
  const sweep = recordOf(pack, record).sweep;
  if (!sweep) throw new MappingFailed('samples', `the record "${record}" has no sweep`);
  const context = { since, settings, tables: pack.document.tables ?? {}, ...(page ? { page } : {}) };
  const made = await sweepRequest(sweep, context, functions);
  if (!made) return { leftOut: ['sweep'] };
  const requests = [shown('sweep', made)];
  if (answer === undefined) return { requests };
  const { items, next } = await sweptPageOf(sweep, { status: 200, headers: {}, body: answer }, functions, context);
  return { requests, swept: { items: items.map(({ id, modified }) => ({ id, modified })), ...(next ? { next } : {}) } };
}

async function playList(
  pack: Pack,
  { list: { name, page, answer }, settings = {} }: ListSample,
  functions: MappingFunctions,
): Promise<Played> {
  const list = pack.lists.get(name);
  if (!list) throw new MappingFailed('samples', `there is no list "${name}"; lists are ${[...pack.lists.keys()].join(', ')}`);
  const context = { settings, tables: pack.document.tables ?? {}, ...(page ? { page } : {}) };
  const held = await heldValues(list, context, functions);
  if (held.length === 0) return { leftOut: ['list'] };
  const requests = [shown('list', await listRequest(list, context, functions))];
  if (answer === undefined) return { requests };
  const { values, next } = await listedValues(list, { status: 200, headers: {}, body: answer }, context, functions);
  return { requests, listed: { offered: values, unknown: unknownAmong(held, values), ...(next ? { next } : {}) } };
}

function shown(request: string, { body, ...made }: MadeRequest): PlayedRequest {
  return { request, ...made, ...(body === undefined ? {} : { body: JSON.parse(body) }) };
}

function recordOf(pack: Pack, kind: string): PackRecordIn {
  const record = pack.records.get(kind);
  if (record) return record;
  throw new MappingFailed('samples', `there is no record "${kind}"; records are ${[...pack.records.keys()].join(', ')}`);
}

async function playRecord(pack: Pack, sample: RecordSample, functions: MappingFunctions): Promise<Played> {
  const { kind, id, value } = sample.record;
  const record = recordOf(pack, kind);
  const { ours = {}, personOf = {}, first = true, settings = {} } = sample;
  const context = { record: value, kind, id, first, settings, tables: pack.document.tables ?? {} };
  const { events, learnt } = await takenFrom(record, context, {
    ...functions,
    ours: (name, at) => ours[String(name)]?.[String(at)],
    personOf: (name, at) => personOf[String(name)]?.[String(at)],
  });
  const { file } = record.map.place;
  for (const event of events) {
    // The bridge would refuse it at its own door; here the pack's author is told first.
    const problems = isKnownType(event.type)
      ? dataProblems(event.type, event.data)
      : [{ path: '/type', message: `"${event.type}" is no event type` }];
    const [first] = problems;
    if (first)
      throw new MappingFailed(
        file,
        `answers a ${event.type} that is against the contract: ${problems.map((one) => `${one.path} ${one.message}`).join('; ')}`,
      );
  }
  return { events, ...(learnt.length > 0 ? { learnt } : {}) };
}
