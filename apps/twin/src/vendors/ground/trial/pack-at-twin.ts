import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AnswerSeen,
  type MadeRequest,
  makeRequest,
  type MappedEvent,
  type MappingFunctions,
  notificationsOf,
  type OutContext,
  type OutSample,
  type Pack,
  type PackRecordIn,
  type PackRequest,
  pathOf,
  readAnswer,
  readPack,
  sweepRequest,
  sweptPageOf,
  takenFrom,
} from '#mapping';
import { projectFolder } from '#runtime';

export class PackNotRight extends Error {}
export class NoSuchRecordHere extends Error {}

const shelf = new Map<string, Pack>();

/** A pack of the shelf, read once. @throws PackNotRight */
export function packOf(name: string, version = '1.0.0'): Pack {
  const known = shelf.get(`${name} ${version}`);
  if (known) return known;
  const folder = join(projectFolder(__dirname), 'libs/mapping/packs', name, version);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name: file }) => join(parentPath, file));
  const { pack, problems } = readPack(new Map(files.map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')])));
  if (!pack) throw new PackNotRight(JSON.stringify(problems));
  shelf.set(`${name} ${version}`, pack);
  return pack;
}

export type Settings = Readonly<Record<string, unknown>>;
type Ids = Readonly<Record<string, string>>;

/** One request of an event at the twin: what it was answered, and what a look-up finds after it. */
export interface Tried {
  readonly request: string;
  readonly status: number;
  readonly outcome: string;
  /** The id it made, and the ids its look-up finds; nothing where it has no look-up. */
  readonly made: string | undefined;
  readonly found: readonly string[] | undefined;
}

/** Does with a pack and a twin what a connection does: makes requests of events, and events of webhooks, records and sweeps. */
export class PackAtTwin {
  private readonly tables: OutContext['tables'];
  /** Records of which something was told before, as `contact 4711`. */
  readonly known = new Set<string>();

  constructor(
    readonly pack: Pack,
    private readonly url: string,
    private readonly headers: Ids,
    private readonly settings: Settings,
  ) {
    this.tables = pack.document.tables ?? {};
  }

  async ask({ method, path, headers, body }: MadeRequest): Promise<AnswerSeen> {
    const answer = await fetch(this.url + path, {
      method,
      headers: { ...this.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: text === '' ? undefined : JSON.parse(text) };
  }

  /** Makes the requests of an event, each followed by its own look-up. */
  async make({ event, known = {} }: OutSample, key: string, ids: Ids, theirs: Readonly<Record<string, Ids>>): Promise<readonly Tried[]> {
    const functions = { theirs: (record: unknown, person: unknown) => theirs[String(record)]?.[String(person)] };
    const tried: Tried[] = [];
    const learnt: Record<string, string> = { ...ids };
    const answers: Record<string, AnswerSeen> = {};
    for (const request of this.pack.requests.get(String(event['type'])) ?? []) {
      const context: OutContext = {
        event: { ...event, subject: 'me' },
        data: event['data'],
        key,
        person: key,
        known,
        ids: learnt,
        answers,
        settings: this.settings,
        tables: this.tables,
      };
      const making = await makeRequest(request, context, functions);
      if (making.kind !== 'made') continue;
      const answer = await this.ask(making.request);
      answers[request.id] = answer;
      const outcome = await readAnswer(request, context, answer, functions);
      const made = outcome.kind === 'done' ? outcome.id : undefined;
      if (request.makes !== undefined && made !== undefined) learnt[request.makes] = made;
      const found = await this.lookUp(request, context, functions);
      tried.push({ request: request.id, status: answer.status, outcome: outcome.kind, made, found });
    }
    return tried;
  }

  /** Events of a webhook that came: its truth is read where the pack says so. */
  async hear(headers: Ids, body: unknown): Promise<readonly MappedEvent[]> {
    const all = await notificationsOf(this.pack, { headers, body }, {});
    const events: MappedEvent[] = [];
    for (const { record: kind, id, value } of all) events.push(...(await this.take(kind, id, value)));
    return events;
  }

  /** Events of everything a sweep finds, page after page. */
  async sweep(kind: string, since: string): Promise<readonly MappedEvent[]> {
    const { sweep } = this.recordOf(kind);
    const events: MappedEvent[] = [];
    for (let page: Ids | undefined, more = sweep !== undefined; sweep && more; more = page !== undefined) {
      const context = { since, settings: this.settings, tables: this.tables, ...(page ? { page } : {}) };
      const request = await sweepRequest(sweep, context, {});
      if (!request) return events;
      const { items, next } = await sweptPageOf(sweep, await this.ask(request), {}, context);
      for (const { id, value } of items) events.push(...(await this.take(kind, id, value)));
      page = next;
    }
    return events;
  }

  private async take(kind: string, id: string, value: unknown): Promise<readonly MappedEvent[]> {
    const record = this.recordOf(kind);
    const context = { kind, id, first: !this.known.has(`${kind} ${id}`), settings: this.settings, tables: this.tables };
    const path = record.path && (await pathOf(record.path, {}, context, {}));
    const truth = path === undefined ? value : (await this.ask({ method: 'GET', path, headers: {}, body: undefined })).body;
    const { events } = await takenFrom(record, { ...context, record: truth }, { ours: () => undefined, personOf: () => undefined });
    return events;
  }

  private recordOf(kind: string): PackRecordIn {
    const record = this.pack.records.get(kind);
    if (!record) throw new NoSuchRecordHere(kind);
    return record;
  }

  private async lookUp({ lookup }: PackRequest, context: OutContext, functions: MappingFunctions): Promise<readonly string[] | undefined> {
    if (!lookup) return undefined;
    const path = await pathOf(lookup.path, lookup.query, context, functions);
    const answer = await this.ask({ method: 'GET', path, headers: {}, body: undefined });
    const found = await lookup.found.evaluate({ ...context, answer }, functions);
    return found === undefined || found === null ? [] : [String(found)];
  }
}
