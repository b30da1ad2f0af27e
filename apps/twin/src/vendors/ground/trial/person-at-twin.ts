import {
  type AnswerSeen,
  areaFunctions,
  type Learnt,
  makeRequest,
  type MappedEvent,
  type MappingFunctions,
  notificationsOf,
  type OutContext,
  type Outcome,
  type OutSample,
  type Pack,
  type PackRecordIn,
  type PackRequest,
  pathOf,
  readAnswer,
  samplesIn,
  takenFrom,
} from '#mapping';
import { canonicalJson } from '#people-exchange';

/** Sends a request as an application would. */
export type Calls = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>;

/** What became of one request: its name, the status, whether a look-up finds what it made, and whether reading back shows it. */
export interface Made {
  readonly request: string;
  readonly status: number;
  readonly found?: boolean;
  readonly held?: boolean;
}

class NoSuchSample extends Error {}

/** One person's way through a pack to a vendor's twin and back, as a connection goes it but with nothing stored, retried or queued. */
export class PersonAtTwin {
  /** The vendor's ids, by record and by what each stands for. */
  readonly ids = new Map<string, string>();
  private readonly samples: ReadonlyMap<string, unknown>;
  private readonly taken = new Set<string>();

  constructor(
    private readonly pack: Pack,
    private readonly calls: Calls,
    private readonly settings: Readonly<Record<string, unknown>>,
    private readonly person = '00000000-0000-5000-8000-000000000001',
  ) {
    this.samples = samplesIn(pack.files).samples;
  }

  /** Sends the event of a sample. @returns what was made, or the record it waits for */
  async play(name: string): Promise<readonly Made[] | string> {
    const sample = this.samples.get(name);
    if (!isOutSample(sample)) throw new NoSuchSample(name);
    return this.say({ ...sample.event, id: `e-${name}` }, sample);
  }

  async say(
    event: Readonly<Record<string, unknown>>,
    { known = {}, theirs = {} }: Pick<OutSample, 'known' | 'theirs'> = {},
  ): Promise<readonly Made[] | string> {
    const functions = { ...areaFunctions, theirs: (record: unknown, person: unknown) => theirs[String(record)]?.[String(person)] };
    const made: Made[] = [];
    const answers: Record<string, AnswerSeen> = {};
    for (const request of this.pack.requests.get(String(event['type'])) ?? []) {
      const context = this.contextOf(event, known, answers);
      const making = await makeRequest(request, context, functions);
      if (making.kind === 'leftOut') continue;
      if (making.kind === 'waits') return making.record;
      const { method, path, headers, body } = making.request;
      const matched: Record<string, string> = request.ifMatch
        ? { 'if-match': await this.etagOf(await pathOf(request.ifMatch, {}, context, functions)) }
        : {};
      const answer = await seen(
        await this.calls(method, path, body === undefined ? undefined : JSON.parse(body), { ...headers, ...matched }),
      );
      answers[request.id] = answer;
      const outcome = answer.status < 300 ? await readAnswer(request, context, answer, functions) : undefined;
      if (outcome?.kind === 'done' && request.makes !== undefined && outcome.id !== undefined)
        this.ids.set(this.placeOf(request.makes, event), outcome.id);
      made.push({
        request: request.id,
        status: answer.status,
        ...(await this.lookedUp(request, context, outcome, functions)),
        ...(await this.readBack(request, {
          ...this.contextOf(event, known, answers),
          sent: body === undefined ? undefined : JSON.parse(body),
        })),
      });
    }
    return made;
  }

  /**
   * Takes webhooks that came together: reads each record they name once, in the order in which the pack lists records, and answers
   * the events that come of it. What is learnt is kept.
   */
  async hear(bodies: readonly unknown[]): Promise<readonly MappedEvent[]> {
    const told = await Promise.all(bodies.map((body) => notificationsOf(this.pack, { headers: {}, body }, areaFunctions)));
    const newest = new Map(told.flat().map((one) => [`${one.record} ${one.id}`, one]));
    const events: MappedEvent[] = [];
    for (const [kind, record] of this.pack.records)
      for (const { id, value } of [...newest.values()].filter((one) => one.record === kind))
        events.push(...(await this.take(kind, record, id, value)));
    return events;
  }

  private async take(kind: string, record: PackRecordIn, id: string, value: unknown): Promise<readonly MappedEvent[]> {
    const read = record.path ? await seen(await this.calls('GET', await pathOf(record.path, {}, { id, value }, areaFunctions))) : undefined;
    if (read && read.status >= 300) return [];
    const ours = (name: unknown, at: unknown): string | undefined => this.ours(String(name), String(at));
    const personOf = (): undefined => undefined;
    const first = ours(kind, id) === undefined && !this.taken.has(`${kind} ${id}`);
    const tables = this.pack.document.tables ?? {};
    const context = { record: read ? read.body : value, kind, id, first, settings: this.settings, tables };
    const { events, learnt } = await takenFrom(record, context, { ...areaFunctions, ours, personOf });
    if (events.length > 0) this.taken.add(`${kind} ${id}`);
    for (const one of learnt) this.learn(kind, id, one);
    return events;
  }

  private learn(kind: string, id: string, { ids }: Learnt): void {
    if (this.ours(kind, id) === undefined) return;
    for (const [record, learntId] of Object.entries(ids)) this.ids.set(`${record} `, learntId);
  }

  /** The key of what the vendor's record is known as; nothing where it is not known. */
  private ours(kind: string, id: string): string | undefined {
    const found = [...this.ids].find(([place, known]) => place.startsWith(`${kind} `) && known === id);
    return found?.[0].slice(kind.length + 1);
  }

  private contextOf(
    event: Readonly<Record<string, unknown>>,
    known: Readonly<Record<string, unknown>>,
    answers: Readonly<Record<string, AnswerSeen>>,
  ): OutContext {
    const records = Object.keys(this.pack.document.records ?? {});
    const ids = records.flatMap((record) => {
      const id = this.ids.get(this.placeOf(record, event));
      return id === undefined ? [] : [[record, id] as const];
    });
    return {
      event,
      data: event['data'],
      key: String(event['id']),
      person: this.person,
      known,
      ids: Object.fromEntries(ids),
      answers: { ...answers },
      settings: this.settings,
      tables: this.pack.document.tables ?? {},
    };
  }

  /** The record, and the key of what it stands for in this event. */
  private placeOf(record: string, { id, data }: Readonly<Record<string, unknown>>): string {
    const members: Readonly<Record<string, unknown>> = Object(data);
    switch (this.pack.document.records?.[record]?.of) {
      case 'person':
        return `${record} `;
      case 'search':
        return `${record} ${String(members['searchId'])}`;
      case 'appointment':
        return `${record} ${String(members['appointmentId'])}`;
      default:
        return `${record} ${String(id)}`;
    }
  }

  private async etagOf(path: string): Promise<string> {
    return (await this.calls('GET', path)).headers.get('etag') ?? '';
  }

  private async lookedUp(
    { lookup }: PackRequest,
    context: OutContext,
    outcome: Outcome | undefined,
    functions: MappingFunctions,
  ): Promise<{ found?: boolean }> {
    if (!lookup || outcome?.kind !== 'done') return {};
    const answer = await seen(await this.calls('GET', await pathOf(lookup.path, lookup.query, context, functions)));
    const found = await lookup.found.evaluate({ ...context, answer }, functions);
    return { found: outcome.id === undefined ? found !== undefined : found === outcome.id };
  }

  private async readBack({ readBack }: PackRequest, context: OutContext & { readonly sent: unknown }): Promise<{ held?: boolean }> {
    if (!readBack) return {};
    const { body } = await seen(await this.calls('GET', await pathOf(readBack.path, {}, context, areaFunctions)));
    const there: Readonly<Record<string, unknown>> = Object(body);
    const expected: unknown = await readBack.expect.evaluate(context, areaFunctions);
    return { held: Object.entries(Object(expected)).every(([name, value]) => canonicalJson(there[name]) === canonicalJson(value)) };
  }
}

const isOutSample = (sample: unknown): sample is OutSample => typeof sample === 'object' && sample !== null && 'event' in sample;

async function seen(response: Response): Promise<AnswerSeen> {
  const text = await response.text();
  return { status: response.status, headers: Object.fromEntries(response.headers), body: text === '' ? undefined : JSON.parse(text) };
}
