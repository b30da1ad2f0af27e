import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eventKey, type FaultPlan, noFaults, Operator, Twin } from '../../../apps/twin/src/index';
import { freePort } from '../../../libs/runtime/src/postgres/free-port';
import { type Checked, check, type CheckOptions } from '../check/check';
import type { Beside, Facts, HeardByTwin } from '../check/facts';
import { readEmbeddedLog, readKafkaLog, readTables } from '../check/read-facts';
import { type LoadedAgency, NumberedLoad, type LoadOptions, type Speaker } from '../load/numbered-load';
import { PressingLoad, type Told } from '../load/pressing-load';
import type { Sent } from '../load/sent';
import { BridgeUnderFault } from './bridge-under-fault';
import type { KafkaUnderFault } from './kafka-under-fault';
import type { PostgresUnderFault } from './postgres-under-fault';
import { WatchHeld } from './watch-held';

export type LogKind = 'embedded' | 'kafka';

/** What a run stands on; servers are shared by the runs of one log, each with a database and topics of its own. */
export interface Ground {
  readonly log: LogKind;
  readonly postgres: PostgresUnderFault;
  readonly kafka: KafkaUnderFault | undefined;
  /** Outages and loads are this long, times their usual. */
  readonly scale: number;
  readonly seed: string;
  /** Progress, in a few words. */
  tell(what: string): void;
  /** File that what the bridges said goes to, if any. */
  readonly said?: string;
}

export interface RunOptions {
  /** The bridge's built entry below `dist`, when it is not the usual one. */
  readonly entry?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly agencies?: number;
}

/** Someone looks for these in all that a process said. */
const neverSaid = [/w\d+@example\.com/, /whsec_[\w+/=]{8}/, /pex_[\w-]{8}/, /"?No \d+"?,?\s*"?emails/];

/** One bridge on a database of its own, with agencies whose participants are twins, under a load that is numbered. */
export class Run {
  readonly bridge: BridgeUnderFault;
  readonly twins: { readonly agency: string; readonly twin: Twin }[] = [];
  private readonly others: BridgeUnderFault[] = [];
  private agencies: LoadedAgency[] = [];
  private readonly loads: (NumberedLoad | PressingLoad)[] = [];
  private readonly watch: WatchHeld;
  /** Where a trouble is somebody's own: who must not suffer from it, and when it was. */
  beside: Beside | undefined;
  private loading: Promise<unknown> = Promise.resolve();
  private spokenTo: BridgeUnderFault;

  private constructor(
    readonly ground: Ground,
    readonly database: { readonly url: string; readonly name: string },
    private readonly folder: string,
    port: number,
    private readonly o: RunOptions,
  ) {
    this.bridge = this.makeBridge(join(folder, 'a'), port);
    this.spokenTo = this.bridge;
    this.watch = new WatchHeld(ground.postgres, database.name, () => [this.bridge, ...this.others].map(({ pid }) => pid));
  }

  static async begin(ground: Ground, o: RunOptions = {}): Promise<Run> {
    const folder = mkdtempSync(join(tmpdir(), 'people-exchange-run-'));
    const run = new Run(ground, await ground.postgres.makeDatabase(), folder, await freePort(), o);
    try {
      await run.bridge.start();
      for (let n = 0; n < (o.agencies ?? 1); n += 1) run.agencies.push(await run.seatAgency());
      return run;
    } catch (error) {
      await run.close();
      throw error;
    }
  }

  get websites(): Twin[] {
    return this.twins.flatMap(({ twin }) => (twin.side === 'website' ? [twin] : []));
  }

  get backOffices(): Twin[] {
    return this.twins.flatMap(({ twin }) => (twin.side === 'backOffice' ? [twin] : []));
  }

  get speakers(): readonly LoadedAgency[] {
    return this.agencies;
  }

  /** Everything that was sent so far, by all loads. */
  get sent(): Sent[] {
    return this.loads.flatMap(({ sent }) => sent);
  }

  /** Begins a load beside those that run: 24 persons, 8 s of it, unless told. */
  beginLoad(o: Partial<Omit<LoadOptions, 'url'>> = {}): void {
    const rate = o.rate ?? 120;
    const persons = o.persons ?? 24;
    const each = o.each ?? Math.ceil((rate * 8 * this.ground.scale) / (2 * persons * this.agencies.length));
    const load = new NumberedLoad({ insistMs: 60_000, agencies: this.agencies, ...o, rate, persons, each, url: () => this.spokenTo.url });
    this.begin(load);
  }

  /** From now on so many senders per agency press on the bridge, until `endPressing`. */
  beginPressing(senders: number): Told {
    const load = new PressingLoad({ agencies: this.agencies, senders, url: () => this.spokenTo.url, insistMs: 120_000 });
    this.begin(load);
    return load.told;
  }

  endPressing(): void {
    for (const load of this.loads) if (load instanceof PressingLoad) load.stop();
  }

  /** How many were answered for good. */
  get answered(): number {
    return this.sent.filter(({ answer }) => answer !== 'unknown').length;
  }

  /** Resolves once so many events were answered for good, or all were. */
  async afterEvents(count: number): Promise<void> {
    while (this.answered < count && !(await this.loadEnds(20)));
  }

  /** From now on the load speaks to this one. */
  speakTo(bridge: BridgeUnderFault): void {
    this.spokenTo = bridge;
  }

  /** Another bridge on the same database and log, as where two share the work. */
  async another(more: Readonly<Record<string, string>> = {}): Promise<BridgeUnderFault> {
    const bridge = this.makeBridge(join(this.folder, `b${this.others.length}`), await freePort());
    this.others.push(bridge);
    await bridge.start(more);
    return bridge;
  }

  /** Of all agencies, unless one is named. */
  plan(role: 'website' | 'backOffice', faults: Partial<FaultPlan>, of?: LoadedAgency): void {
    for (const { agency, twin } of this.twins) {
      if (twin.side === role && (of === undefined || of.website.agency === agency)) twin.plan({ ...noFaults, ...faults });
    }
  }

  /** Waits for the end of the load and of all that follows from it, and holds the promises against what is found. */
  async checked(withinMs = 60_000, o: CheckOptions = {}): Promise<Checked> {
    return check(await this.facts(await this.settled(withinMs)), o);
  }

  /** Whether, once the loads are over, all that was accepted comes to its end in time. */
  async settled(withinMs: number, which: (sent: Sent) => boolean = () => true): Promise<boolean> {
    await this.loading;
    this.ground.tell('waiting until all has come to its end');
    return this.settle(withinMs, which);
  }

  async facts(settled: boolean): Promise<Facts> {
    const { postgres, kafka } = this.ground;
    const tables = await postgres.asAdmin(readTables, this.database.name);
    const logged = kafka ? await readKafkaLog(kafka.brokers) : await postgres.asAdmin(readEmbeddedLog, this.database.name);
    const said = [this.bridge, ...this.others].map((bridge) => bridge.said).join('\n');
    // The greeting tells the owner of a new folder how to get in; that is its purpose.
    const lines = said.split('\n').filter((line) => line.startsWith('{'));
    const leaks = lines.filter((line) => neverSaid.some((one) => one.test(line))).map((line) => `said in the log: ${line.slice(0, 200)}`);
    const twins = this.twins.map(({ agency, twin }): HeardByTwin => ({
      agency,
      participant: twin.participant,
      side: twin.side,
      calls: twin.journal.all(),
    }));
    return { sent: this.sent, twins, logged, ...tables, settled, leaks, beside: this.beside, held: await this.watch.end() };
  }

  async close(): Promise<void> {
    this.watch.stop();
    for (const load of this.loads) load.stop();
    for (const bridge of [this.bridge, ...this.others]) {
      bridge.signal('SIGCONT');
      // Who says goodbye to Kafka leaves no group that waits for it.
      if (this.ground.kafka) await Promise.race([bridge.end('SIGTERM'), pause(5_000, undefined, { ref: false })]);
      await bridge.end('SIGKILL');
    }
    await this.loading.catch(() => undefined);
    this.keepSaid();
    await Promise.all(this.twins.map(({ twin }) => twin.close()));
    await this.ground.postgres.dropDatabase(this.database.name);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private keepSaid(): void {
    const { said } = this.ground;
    if (said === undefined) return;
    mkdirSync(dirname(said), { recursive: true });
    writeFileSync(said, [this.bridge, ...this.others].map((bridge) => bridge.said).join('\n'));
  }

  private begin(load: NumberedLoad | PressingLoad): void {
    this.loads.push(load);
    this.loading = Promise.all([this.loading, load.run()]);
    // Whoever waits for the load hears of it.
    this.loading.catch(() => undefined);
  }

  private async settle(withinMs: number, which: (sent: Sent) => boolean): Promise<boolean> {
    const until = performance.now() + withinMs;
    const accepted = this.sent.filter((sent) => sent.answer === 'ok' && which(sent));
    for (;;) {
      const open = await this.open(accepted.map(({ participant, source, id }) => eventKey(participant, source, id))).catch(() => 1);
      if (open === 0) return true;
      if (performance.now() > until) return false;
      await pause(250);
    }
  }

  /** How much of what was accepted has not come to its end; what is held for a parent moves with it, and is looked at in the end. */
  private open(accepted: readonly string[]): Promise<number> {
    return this.ground.postgres.asAdmin(async (admin) => {
      const { rows } = await admin.query<{ open: number }>(
        `with wanted as (select i.key from unnest($1::text[]) a(name) left join exchange.inbox i on i.participant || ' ' || i.source || ' ' || i.id = a.name and not i.conflict)
         select (select count(*) from wanted w where w.key is null
                   or not exists (select from exchange.outcomes o where o.key = w.key and o.target = 'lead-desk'))::int
              + (select count(*) from exchange.pending where state not in ('parked', 'heldParent'))::int as open`,
        [accepted],
      );
      return rows[0]?.open ?? 1;
    }, this.database.name);
  }

  private makeBridge(dataDir: string, port: number): BridgeUnderFault {
    mkdirSync(dataDir, { recursive: true });
    const { kafka } = this.ground;
    const log: Record<string, string> = kafka ? { EVENT_LOG: 'kafka', KAFKA_BROKERS: kafka.brokers.join(','), LOG_PARTITIONS: '3' } : {};
    return new BridgeUnderFault(dataDir, port, {
      entry: this.o.entry,
      environment: { DATABASE_URL: this.database.url, ...log, ...this.o.environment },
    });
  }

  private async seatAgency(): Promise<LoadedAgency> {
    const operator = new Operator(this.bridge.url, this.bridge.operatorKey);
    const mark = randomBytes(3).toString('hex');
    const agency = `agency-${mark}`;
    await operator.addAgency({ id: agency, name: agency, zone: 'Europe/London' });
    const seat = async (side: Twin['side']): Promise<{ speaker: Speaker; twin: Twin }> => {
      const participant = `${side === 'website' ? 'website' : 'back-office'}-${mark}`;
      const twin = new Twin({ side, participant });
      this.twins.push({ agency, twin });
      const { hook } = await twin.listen();
      const delivery = { mode: 'webhook' as const, url: hook, allowPrivate: true };
      const { key, webhookSecret } = await operator.addParticipant({ agency, id: participant, name: participant, side, delivery });
      twin.trust(webhookSecret);
      return { speaker: { agency, participant, side, key }, twin };
    };
    const website = await seat('website');
    const backOffice = await seat('backOffice');
    return { website: website.speaker, backOffice: backOffice.speaker, backOfficeTwin: backOffice.twin };
  }

  private async loadEnds(withinMs: number): Promise<boolean> {
    return Promise.race([this.loading.then(() => true), pause(withinMs, false)]);
  }
}
