import type { MadeRequest, MeasuredArea } from '#mapping';
import type { DataSource } from 'typeorm';
import type { LineAnswer } from '../vendor-line';
import { wordsIn } from './conclude';
import type { Run } from './ledger';

interface Traced {
  readonly at: Date;
  readonly name: string;
  readonly request: MadeRequest;
  readonly status: number | null;
  readonly tookMs: number;
  readonly says: string | null;
  readonly areas: readonly MeasuredArea[];
}

/** What was asked on behalf of one event, for whoever follows its journey; never how the request said who it is. */
export class RequestTrace {
  private readonly all: Traced[] = [];

  constructor(private readonly now: () => Date) {}

  /** @param measured of areas that it was made of, in another form */
  asked(name: string, request: MadeRequest, answer: LineAnswer, measured: readonly MeasuredArea[] = []): void {
    const status = answer.kind === 'answered' ? answer.status : null;
    const says =
      answer.kind === 'answered' ? wordsIn(answer.body).slice(2) || null : answer.kind === 'noAnswer' ? answer.error : answer.says;
    // A mapping may measure the same several times.
    const areas = [...new Map(measured.map((one) => [`${one.by} ${one.overlap}`, one])).values()];
    this.all.push({ at: this.now(), name, request, status, tookMs: answer.kind === 'notAsked' ? 0 : answer.tookMs, says, areas });
  }

  async write(db: DataSource, { connection: { agency, id }, key, person }: Run): Promise<void> {
    if (this.all.length === 0) return;
    await db.query(
      `insert into connections.requests (agency, connection, key, person, at, request, method, path, body, status, took_ms, says, areas)
       select $1, $2, $3, $4, * from unnest($5::timestamptz[], $6::text[], $7::text[], $8::text[], $9::text[], $10::int[], $11::int[], $12::text[], $13::jsonb[])`,
      [
        agency,
        id,
        key,
        person,
        this.all.map(({ at }) => at),
        this.all.map(({ name }) => name),
        this.all.map(({ request }) => request.method),
        this.all.map(({ request }) => request.path),
        this.all.map(({ request }) => request.body ?? null),
        this.all.map(({ status }) => status),
        this.all.map(({ tookMs }) => tookMs),
        this.all.map(({ says }) => says),
        this.all.map(({ areas }) => (areas.length === 0 ? null : JSON.stringify(areas))),
      ],
    );
  }
}
