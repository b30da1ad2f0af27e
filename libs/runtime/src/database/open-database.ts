import { Client } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { RuntimeError } from '../runtime-error';
import { nameOfPrepared } from './prepared';

export interface DatabaseOptions {
  readonly url: string;
  /** Shown by the server beside each connection. */
  readonly name: string;
  /** Connections at most; 10 unless told. */
  readonly max?: number;
  /** Sees every agency's rows: for readers and lanes, which serve all. Left out, a query sees none until told whose. */
  readonly everyAgency?: boolean;
  // TypeORM's own type for what it maps: classes, schemas.
  readonly entities?: NonNullable<ConstructorParameters<typeof DataSource>[0]['entities']>;
  /** Told when an idle connection breaks; the next query opens another. */
  readonly onBroken?: (error: Error) => void;
}

/**
 * A connection may break at a moment when it belongs to nobody; an error that nobody listens to would end the process. Statements that are
 * marked as `prepared` go under their names. The promise of an answer is made here: with the driver's own (pg 8.23) most of each statement
 * went to the old generation, megabytes a second that only the great collection takes away.
 */
class HeardClient extends Client {
  constructor(...given: ConstructorParameters<typeof Client>) {
    super(...given);
    // Whoever waits for an answer is told by it, and the pool of a connection that lies idle.
    this.on('error', () => undefined);
    const ask = (...what: unknown[]): unknown => Reflect.apply(super.query, this, what);
    const askNamed = (text: unknown, ...rest: unknown[]): unknown => {
      const name = nameOfPrepared(text);
      const what = name === undefined ? text : { name, text };
      if (isSubmitted(text) || rest.some((one) => typeof one === 'function')) return ask(what, ...rest);
      return new Promise((resolve, reject) => {
        ask(what, ...rest, (error: Error | null, result: unknown) => (error ? reject(error) : resolve(result)));
      });
    };
    // One function for the many signatures of the driver's: what is given is handed on, and its answer back.
    this.query = askNamed as typeof this.query;
  }
}

/** A statement that answers by itself, as the driver's own classes do. */
const isSubmitted = (text: unknown): boolean => typeof text === 'object' && text !== null && 'submit' in text;

/** The database cannot be reached or refuses us, with what to do about it. */
export class DatabaseUnavailable extends RuntimeError {
  readonly retriable = true;

  constructor(url: string, cause: unknown) {
    super('databaseUnavailable', `${placeOf(url)} cannot be used: ${reasonOf(cause)}. Look whether it runs and what DATABASE_URL says`, {
      cause,
    });
  }
}

/** No agency, or the mark that stands for all of them, where one agency is wanted. */
export class AgencyMissing extends RuntimeError {
  readonly retriable = false;

  constructor(readonly agency: string) {
    super('agencyMissing', `"${agency}" names no agency`);
  }
}

/**
 * Opens a pool; row-level security decides by `bridge.agency` what its queries see.
 * @throws DatabaseUnavailable
 */
export async function openDatabase(o: DatabaseOptions): Promise<DataSource> {
  const db = new DataSource({
    type: 'postgres',
    url: o.everyAgency ? seeingEveryAgency(o.url) : o.url,
    applicationName: o.name,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    logging: false,
    entities: o.entities ?? [],
    poolErrorHandler: (error: Error) => o.onBroken?.(error),
    connectTimeoutMS: 10_000,
    // In a pipeline a connection is sent what is asked of it at once, and answers in that order.
    extra: { max: o.max ?? 10, keepAlive: true, idleTimeoutMillis: 30_000, pipeline: true, Client: HeardClient },
  });
  try {
    return await db.initialize();
  } catch (cause) {
    throw new DatabaseUnavailable(o.url, cause);
  }
}

/**
 * A transaction that sees one agency's rows and no other's.
 * @throws AgencyMissing for an empty name and for `*`, so that a name from outside never opens all
 */
export async function inAgency<T>(db: DataSource, agency: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  if (agency === '' || agency === '*') throw new AgencyMissing(agency);
  return db.transaction(async (manager) => {
    await manager.query(`select set_config('bridge.agency', $1, true)`, [agency]);
    return work(manager);
  });
}

/** As a part of the address: the driver takes options given there over those given beside it. */
export function seeingEveryAgency(url: string): string {
  const address = new URL(url);
  const already = address.searchParams.get('options');
  address.searchParams.set('options', [already, '-c bridge.agency=*'].filter(Boolean).join(' '));
  return address.toString();
}

/** Host and database of an address, never its user and password. */
function placeOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `The database ${pathname.slice(1)} at ${hostname}:${port || 5432}`;
  } catch {
    return 'The database'; // An address that cannot be read is not shown: a password may be in it.
  }
}

/** Where all addresses of a host refuse, the error says nothing itself and its parts do. */
export function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return reasonOf(cause.errors[0]);
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
