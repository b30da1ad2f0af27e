import { type EventLog, type LogIncident, openEventLog, TracedEventLog } from '#event-log';
import {
  Clock,
  databaseCheck,
  demandUsableDatabase,
  Health,
  Metrics,
  openDatabase,
  openTracing,
  type ProcessGround,
  seldom,
  SystemClock,
  type Tracing,
} from '#runtime';
import type { DataSource } from 'typeorm';
import { KnownErasures } from './inbox/known-erasures';
import { DeliveryStory } from './lanes/delivery-story';
import { ExchangeMeasures } from './measuring/exchange-measures';
import { Keys } from './participants/keys';
import { Participants } from './participants/participants';
import type { HttpTarget } from './targets/http-target';
import { TargetsByMode } from './targets/targets-by-mode';
import { TracedTarget } from './targets/traced-target';
import { WebhookTarget } from './targets/webhook-target';
import { Upkeep } from './upkeep/upkeep';

/** What every process of the bridge holds of the exchange. */
export interface Exchange {
  readonly db: DataSource;
  readonly clock: Clock;
  readonly log: EventLog;
  readonly participants: Participants;
  readonly keys: Keys;
  readonly erased: KnownErasures;
  readonly http: HttpTarget;
  /** Hands what goes to connections to whoever serves them. */
  serveConnections(target: HttpTarget): void;
  readonly dedupDays: number;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly measures: ExchangeMeasures;
  readonly upkeep: Upkeep;
  readonly story: DeliveryStory;
  /** Absent where no collector is set. */
  readonly tracing: Tracing | undefined;
  onTrouble(message: string): void;
  onIncident(incident: LogIncident): void;
}

/**
 * Opens the exchange on a migrated database, and leaves it to the ground's shutdown to close it.
 * @throws DatabaseUnavailable, SettingsInvalid
 */
export async function openExchange(ground: ProcessGround, url: string, name: string): Promise<Exchange> {
  const { settings, log, shutdown } = ground;
  const tracing = await openTracing(ground, name);
  const onTrouble = seldom((facts, message) => log.warn(facts, message));
  const open = async (part: string, max: number): Promise<DataSource> => {
    let closing = false;
    const onBroken = (error: Error): void => {
      if (!closing) onTrouble('a connection to the database broke; the next query opens another', { err: error });
    };
    const opened = await openDatabase({ url, name: `${name} ${part}`, max, everyAgency: true, onBroken });
    shutdown.on('close', `database of ${part}`, () => {
      closing = true; // The pool does not wait until the server has let go of each.
      return opened.destroy();
    });
    return opened;
  };
  const db = await open('exchange', 16);
  await demandUsableDatabase(db);
  // Appends and readers have connections of their own, so that no delivery ever keeps an event waiting for one.
  const opened = await openEventLog({ settings, name, log, openDatabase: () => open('event log', 12) });
  const eventLog = tracing ? new TracedEventLog(opened, tracing) : opened;
  shutdown.on('close', 'event log', () => eventLog.close());
  const clock = new SystemClock();
  const { historyDays, dedupDays, logRetentionDays: retentionDays } = settings;
  const metrics = new Metrics({ withDefaults: true });
  const measures = new ExchangeMeasures({ registry: metrics.registry, db, log: eventLog, clock, onTrouble });
  const upkeep = new Upkeep({ db, clock, log: eventLog, historyDays, dedupDays, retentionDays, onTrouble, onEnded: measures.ended });
  await upkeep.start();
  const erased = new KnownErasures(db, onTrouble);
  await erased.start();
  const targets = new TargetsByMode(new WebhookTarget(clock));
  const http = tracing ? new TracedTarget(targets, tracing) : targets;
  shutdown.on('close', 'targets', () => http.close());
  shutdown.on('stopTaking', 'upkeep', async () => {
    erased.stop();
    await upkeep.stop();
  });
  const onIncident = (incident: LogIncident): void => {
    if (!incident.fatal) return onTrouble(incident.message);
    log.fatal({ err: incident.cause }, `${incident.message}; this process ends and has to be started again`);
    void shutdown.run('the log is lost').then(() => process.exit(75)); // EX_TEMPFAIL of sysexits.h
  };
  const health = new Health().add(databaseCheck(db)).add({ name: 'event log', check: () => eventLog.ready() });
  const [participants, keys] = [new Participants(db), new Keys(db)];
  return {
    db,
    clock,
    log: eventLog,
    participants,
    keys,
    erased,
    http,
    serveConnections: (target) => targets.serveConnections(target),
    dedupDays,
    health,
    metrics,
    measures,
    upkeep,
    story: new DeliveryStory(log),
    tracing,
    onTrouble,
    onIncident,
  };
}
