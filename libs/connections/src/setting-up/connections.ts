import { randomBytes } from 'node:crypto';
import { ExchangeRefused, hostAndPort, type Participants, type Receives } from '#delivery';
import type { Pack } from '#mapping';
import type { Problem } from '#people-exchange';
import { inAgency, SealBroken, type Sealing } from '#runtime';
import type { DataSource } from 'typeorm';
import { demandGoesOn } from '../packs/goes-on';
import type { Packs } from '../packs/packs';
import { checkSettings } from './check-settings';
import { fillIn } from '../vendor/fill-in';
import type { Connection } from './connection';
import { receivesOf, switchedOffIn } from './receives';

export interface NewConnection {
  readonly agency: string;
  readonly id: string;
  readonly name: string;
  readonly pack: string;
  /** The newest unless told. */
  readonly version?: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly allowPrivate?: boolean;
  readonly admission?: 'straight' | 'approval';
  /** Rows that are switched off, such as P3. */
  readonly off?: readonly string[];
}

export interface ConnectionChange {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly allowPrivate?: boolean;
  /** A pack that was made from its own, or that its own was made from. */
  readonly pack?: string;
  /** The newest of another pack unless told. */
  readonly version?: string;
  readonly off?: readonly string[];
}

interface Row {
  agency: string;
  id: string;
  name: string;
  hook: string;
  pack: string;
  version: string;
  settings: Record<string, unknown>;
  secrets: Buffer;
  allowedPrivate: string[];
  state: string;
  changedAt: string;
}

const columns = `c.agency, c.id, p.name, c.hook, c.pack, c.version, c.settings, c.secrets, c.allowed_private as "allowedPrivate",
  p.state, c.changed_at::text as "changedAt"`;
const from = 'connections.connections c join exchange.participants p on p.agency = c.agency and p.id = c.id';

/** Connections: made, changed, found. What was found is at most a second old. */
export class Connections {
  private cached: { at: number; all: Promise<readonly Connection[]> } | undefined;

  constructor(
    private readonly o: { db: DataSource; participants: Participants; packs: Packs; sealing: Sealing; onTrouble(message: string): void },
  ) {}

  /** @throws ExchangeRefused with all problems of its settings */
  async add(wanted: NewConnection): Promise<Connection> {
    const { agency, id, name } = wanted;
    const pack = await this.packFor(agency, wanted);
    const { settings, secrets, problems } = checkSettings(pack.document, wanted.settings);
    if (problems.length > 0) throw new ExchangeRefused('invalid', 'The connection is not as its pack needs it', { problems });
    const { side, limits } = pack.document;
    await this.o.participants.add({
      agency,
      id,
      name,
      side,
      delivery: { mode: 'connection' },
      receives: receivesOf(pack, wanted.off),
      admission: wanted.admission,
      concurrency: limits.atOnce,
    });
    await this.write(agency, [
      `insert into connections.connections (agency, id, hook, pack, version, settings, secrets, allowed_private) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        agency,
        id,
        randomBytes(18).toString('base64url'),
        pack.document.pack,
        pack.document.version,
        JSON.stringify(settings),
        this.seal(agency, id, secrets),
        wanted.allowPrivate ? [placeOf(pack, { ...settings, ...secrets })] : [],
      ],
    ]);
    return this.demand(agency, id);
  }

  /** What is wrong with the settings of one that is to be added. @throws ExchangeRefused `notFound` for a pack nobody has */
  async problemsOf(agency: string, wanted: Pick<NewConnection, 'pack' | 'version' | 'settings'>): Promise<readonly Problem[]> {
    const pack = await this.packFor(agency, wanted);
    return checkSettings(pack.document, wanted.settings).problems;
  }

  /** Enters other settings, or goes to another version of the pack, or of its kin. Events under way finish on their version. */
  async change(agency: string, id: string, change: ConnectionChange): Promise<Connection> {
    const before = await this.demand(agency, id);
    const now = before.pack.document;
    const name = change.pack ?? now.pack;
    const version = change.version ?? (name === now.pack ? now.version : await this.o.packs.newest(agency, name));
    const pack = await this.o.packs.find(agency, name, version);
    demandGoesOn(now, pack.document);
    const given = { ...before.settings, ...change.settings };
    // What the other version has no place for is dropped; what somebody enters now is not.
    const kept = Object.fromEntries(
      Object.entries(given).filter(([name]) => Object.hasOwn(pack.document.settings, name) || Object.hasOwn(change.settings ?? {}, name)),
    );
    const { settings, secrets, problems } = checkSettings(pack.document, kept, before.secrets);
    if (problems.length > 0) throw new ExchangeRefused('invalid', 'The connection is not as its pack needs it', { problems });
    const place = change.allowPrivate ? [placeOf(pack, { ...settings, ...secrets })] : [];
    const allowed = change.allowPrivate === undefined ? before.allowedPrivate : place;
    const { offices, ...receives } = await this.receives(agency, id);
    await this.o.participants.change(agency, id, {
      receives: receivesOf(pack, change.off ?? switchedOffIn(receives), offices),
      concurrency: pack.document.limits.atOnce,
    });
    await this.write(agency, [
      `update connections.connections set pack = $7, version = $3, settings = $4, secrets = $5, allowed_private = $6,
         earlier_version = case when version = $3 and pack = $7 then earlier_version else version end,
         earlier_pack = case when version = $3 and pack = $7 then earlier_pack else pack end,
         state = 'ready', says = null, state_since = now(), changed_at = now() where agency = $1 and id = $2`,
      [agency, id, version, JSON.stringify(settings), this.seal(agency, id, secrets), allowed, name],
    ]);
    return this.demand(agency, id);
  }

  /** Nothing is asked, read or swept while it is paused; what is for it waits. */
  async pause(agency: string, id: string, reason: string): Promise<void> {
    await this.turn(agency, id, { state: 'paused', reason });
  }

  async resume(agency: string, id: string): Promise<void> {
    await this.turn(agency, id, { state: 'active' });
    // Much may have changed at the vendor meanwhile.
    await this.write(agency, [`update connections.list_checks set due_at = now() where agency = $1 and connection = $2`, [agency, id]]);
  }

  /** Somebody put right what kept it from asking its vendor; every process takes it up anew. */
  async standsAgain(agency: string, id: string): Promise<void> {
    await this.write(agency, [
      `update connections.connections set state = 'ready', says = null, state_since = now(), changed_at = now() where agency = $1 and id = $2`,
      [agency, id],
    ]);
  }

  /** Back to the version before the last promotion. */
  async rollBack(agency: string, id: string): Promise<Connection> {
    await this.demand(agency, id);
    const [found]: { pack: string | null; version: string | null }[] = await this.o.db.query(
      'select earlier_pack as pack, earlier_version as version from connections.connections where agency = $1 and id = $2',
      [agency, id],
    );
    if (!found?.pack || !found.version)
      throw new ExchangeRefused('conflict', `Connection "${id}" never was on another version of its pack`, { agency, id });
    return this.change(agency, id, { pack: found.pack, version: found.version });
  }

  async find(agency: string, id: string): Promise<Connection | undefined> {
    return (await this.all()).find((one) => one.agency === agency && one.id === id);
  }

  /** @throws ExchangeRefused `notFound` */
  async demand(agency: string, id: string): Promise<Connection> {
    const found = await this.find(agency, id);
    if (!found) throw new ExchangeRefused('notFound', `There is no connection "${id}" in agency "${agency}"`, { agency, id });
    return found;
  }

  async findByHook(hook: string): Promise<Connection | undefined> {
    return (await this.all()).find((one) => one.hook === hook);
  }

  async all(): Promise<readonly Connection[]> {
    const now = performance.now();
    if (!this.cached || now - this.cached.at > 1000) this.cached = { at: now, all: this.read() };
    const { all } = this.cached;
    try {
      return await all;
    } catch (error) {
      this.cached = undefined;
      throw error;
    }
  }

  private async packFor(agency: string, { pack, version }: Pick<NewConnection, 'pack' | 'version'>): Promise<Pack> {
    return this.o.packs.find(agency, pack, version ?? (await this.o.packs.newest(agency, pack)));
  }

  /** One object per state of a connection, so that whoever keeps something by it finds it again. */
  private known = new Map<string, Connection>();

  private async read(): Promise<readonly Connection[]> {
    const rows: Row[] = await this.o.db.query(`select ${columns} from ${from} order by c.agency, c.id`);
    const all = await Promise.all(rows.map((row) => this.kept(row)));
    this.known = new Map(all.flatMap((one) => (one ? [one] : [])));
    return [...this.known.values()];
  }

  /** What one connection lacks is its own trouble, and nobody else's. */
  private async kept(row: Row): Promise<readonly [string, Connection] | undefined> {
    const key = JSON.stringify([row.agency, row.id, row.changedAt, row.state, row.name]);
    try {
      return [key, this.known.get(key) ?? (await this.opened(row))];
    } catch (error) {
      if (!(error instanceof ExchangeRefused) && !(error instanceof SealBroken)) throw error;
      this.o.onTrouble(`Connection ${row.id} of agency ${row.agency} cannot be used: ${error.message}`);
      return undefined;
    }
  }

  private async opened(row: Row): Promise<Connection> {
    const { agency, id, name, hook, settings, allowedPrivate, changedAt, state } = row;
    const pack = await this.o.packs.find(agency, row.pack, row.version);
    // Sealed by `seal` below, and by nobody else.
    const secrets = this.o.sealing.open(row.secrets, purposeOf(agency, id)) as Record<string, string>;
    return {
      agency,
      id,
      name,
      side: pack.document.side,
      hook,
      pack,
      changedAt,
      settings,
      secrets,
      allowedPrivate,
      paused: state === 'paused',
    };
  }

  private async turn(agency: string, id: string, to: { state: 'active' | 'paused'; reason?: string }): Promise<void> {
    await this.demand(agency, id);
    await this.o.participants.change(agency, id, to);
    this.cached = undefined;
  }

  /** What its participant is to hear at present. */
  private async receives(agency: string, id: string): Promise<Receives> {
    return (await this.o.participants.list(agency)).find((one) => one.id === id)?.receives ?? {};
  }

  private seal(agency: string, id: string, secrets: Readonly<Record<string, string>>): Buffer {
    return this.o.sealing.seal(secrets, purposeOf(agency, id));
  }

  private async write(agency: string, [sql, values]: [string, unknown[]]): Promise<void> {
    await inAgency(this.o.db, agency, (manager) => manager.query(sql, values));
    this.cached = undefined;
  }
}

/** Host and port that a connection's requests go to. */
const placeOf = ({ document }: Pack, entered: Readonly<Record<string, unknown>>): string => hostAndPort(fillIn(document.base, entered));

const purposeOf = (agency: string, connection: string): { agency: string; connection: string; purpose: string } => ({
  agency,
  connection,
  purpose: 'secrets',
});
