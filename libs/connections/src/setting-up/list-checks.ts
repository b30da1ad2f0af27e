import {
  type HeldValue,
  heldValues,
  type ListContext,
  listedValues,
  listRequest,
  MappingFailed,
  type MappingFunctions,
  type OfferedValue,
  type PackList,
  unknownAmong,
} from '#mapping';
import { type Clock, inAgency } from '#runtime';
import type { DataSource } from 'typeorm';
import { wordsIn } from '../out/conclude';
import type { VendorLines } from '../vendor-line';
import { type Connection, tablesOf } from './connection';
import { type ListFinding, mostOffers } from './list-warnings';

const mostPages = 50;
const dayMs = 86_400_000;
const againMs = 10 * 60_000;

interface Compared {
  readonly finding: ListFinding | undefined;
  /** It passes by itself, so it is worth asking again soon. */
  readonly passing: boolean;
}

/**
 * Compares what connections may send of their vendors' lists with what is in them: vendors drop values they do not know without a
 * word. A connection goes on working whatever comes of it.
 */
export class ListChecks {
  constructor(
    private readonly o: {
      readonly db: DataSource;
      readonly lines: VendorLines;
      readonly clock: Clock;
      readonly functions: MappingFunctions;
    },
  ) {}

  /** Asks for the lists that the connection holds values of, and keeps what is to be said. */
  async check(connection: Connection): Promise<readonly ListFinding[]> {
    const { agency, id, changedAt, pack } = connection;
    const before = await this.findings(agency, id);
    const compared: Compared[] = [];
    for (const [name, list] of pack.lists) {
      const earlier = before.find((one) => one.list === name);
      compared.push(await this.compare(connection, name, list, earlier));
    }
    const findings = compared.flatMap(({ finding }) => finding ?? []);
    const now = this.o.clock.now();
    const due = new Date(now.getTime() + (compared.some(({ passing }) => passing) ? againMs : dayMs));
    await inAgency(this.o.db, agency, (manager) =>
      manager.query(
        `insert into connections.list_checks (agency, connection, checked_for, due_at, checked_at, findings) values ($1, $2, $3, $4, $5, $6)
         on conflict (agency, connection) do update set checked_for = excluded.checked_for, due_at = excluded.due_at,
           checked_at = excluded.checked_at, findings = excluded.findings`,
        [agency, id, changedAt, due, now, JSON.stringify(findings)],
      ),
    );
    return findings;
  }

  /** Makes known which connections have lists, and has those compared anew whose settings or pack changed. */
  async plan(connections: readonly Connection[]): Promise<void> {
    const wanted = connections.filter(({ pack }) => pack.lists.size > 0);
    const columns = [wanted.map(({ agency }) => agency), wanted.map(({ id }) => id), wanted.map(({ changedAt }) => changedAt)];
    await this.o.db.query(
      `insert into connections.list_checks as l (agency, connection, due_at) select a, c, $4::timestamptz from unnest($1::text[], $2::text[], $3::text[]) x(a, c, f)
       on conflict (agency, connection) do nothing`,
      [...columns, this.o.clock.now()],
    );
    await this.o.db.query(
      `update connections.list_checks l set due_at = $4::timestamptz from unnest($1::text[], $2::text[], $3::text[]) x(a, c, f)
       where l.agency = x.a and l.connection = x.c and l.checked_for is distinct from x.f and l.due_at > $4`,
      [...columns, this.o.clock.now()],
    );
  }

  /** The next connection whose turn it is, if any; answers whether there was one. */
  async next(find: (agency: string, id: string) => Connection | undefined): Promise<boolean> {
    const now = this.o.clock.now();
    const [[due]]: [{ agency: string; connection: string }[], number] = await this.o.db.query(
      `with next as materialized (
         select agency, connection from connections.list_checks where due_at <= $1 order by due_at limit 1 for update skip locked)
       update connections.list_checks l set due_at = $2 from next where l.agency = next.agency and l.connection = next.connection
       returning l.agency, l.connection`,
      [now, new Date(now.getTime() + againMs)],
    );
    if (!due) return false;
    const connection = find(due.agency, due.connection);
    if (!connection || connection.paused) return true;
    // Said at once, or the plan would take it for changed while it is being compared.
    await this.o.db.query('update connections.list_checks set checked_for = $3 where agency = $1 and connection = $2', [
      due.agency,
      due.connection,
      connection.changedAt,
    ]);
    await this.check(connection);
    return true;
  }

  private async findings(agency: string, id: string): Promise<readonly ListFinding[]> {
    const [row]: { findings: ListFinding[] }[] = await inAgency(this.o.db, agency, (manager) =>
      manager.query('select findings from connections.list_checks where agency = $1 and connection = $2', [agency, id]),
    );
    return row?.findings ?? [];
  }

  private async compare(connection: Connection, name: string, list: PackList, before: ListFinding | undefined): Promise<Compared> {
    const { settings, pack } = connection;
    const context = { settings, tables: tablesOf(connection) };
    try {
      const held = await heldValues(list, context, this.o.functions);
      if (held.length === 0) return { finding: undefined, passing: false };
      const offered = await this.offered(connection, list, context);
      const label = ({ in: place }: HeldValue): string => pack.document.settings[place]?.label ?? place;
      const unknown = unknownAmong(held, offered).map((one) => ({ ...one, label: label(one) }));
      if (unknown.length === 0) return { finding: undefined, passing: false };
      return { finding: { list: name, title: list.title, unknown, offers: offered.slice(0, mostOffers), says: null }, passing: false };
    } catch (error) {
      if (!(error instanceof ListNotRead) && !(error instanceof MappingFailed)) throw error;
      const { unknown = [], offers = [] } = before ?? {};
      return {
        finding: { list: name, title: list.title, unknown, offers, says: error.message },
        passing: error instanceof ListNotRead && error.retriable,
      };
    }
  }

  /** All pages of a list. @throws ListNotRead, MappingFailed */
  private async offered(connection: Connection, list: PackList, context: ListContext): Promise<readonly OfferedValue[]> {
    const line = this.o.lines.to(connection);
    if ('kind' in line) throw new ListNotRead(line.says, false);
    const offered: OfferedValue[] = [];
    let page: ListContext['page'];
    for (let pages = 0; pages < mostPages; pages += 1) {
      const seen = { ...context, page };
      const request = await listRequest(list, seen, this.o.functions);
      const answer = await line.ask(request, 'list', 'backfill', { tellsWhyBarred: false });
      if (answer.kind === 'notAsked') throw new ListNotRead(answer.says, true);
      if (answer.kind === 'noAnswer') throw new ListNotRead(`the vendor gave no answer: ${answer.error}`, true);
      const { status, headers, body, readable } = answer;
      if (status !== 200 || readable !== 'json')
        throw new ListNotRead(`the vendor answered ${status}${wordsIn(body)}`, status === 429 || status >= 500 || status === 200);
      const { values, next } = await listedValues(list, { status, headers, body }, seen, this.o.functions);
      offered.push(...values);
      if (!next) return offered;
      page = next;
    }
    throw new ListNotRead(`it has more than ${mostPages} pages`, false);
  }
}

/** A list could not be had. */
class ListNotRead extends Error {
  readonly code = 'listNotRead';

  constructor(
    says: string,
    readonly retriable: boolean,
  ) {
    super(says);
    this.name = 'ListNotRead';
  }
}
