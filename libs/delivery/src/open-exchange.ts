import { type EventLog, type LogIncident, openEventLog } from '#event-log';
import {
  Clock,
  databaseCheck,
  demandUsableDatabase,
  Health,
  type Logger,
  Metrics,
  openDatabase,
  type ProcessGround,
  SystemClock,
} from '#runtime';
import type { DataSource } from 'typeorm';
import { KnownErasures } from './inbox/known-erasures';
import { ExchangeMeasures } from './measuring/exchange-measures';
import { Keys } from './participants/keys';
import { Participants } from './participants/participants';
import type { HttpTarget } from './targets/http-target';
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
  readonly dedupDays: number;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly measures: ExchangeMeasures;
  readonly upkeep: Upkeep;
  onTrouble(message: string): void;
  onIncident(incident: LogIncident): void;
}

/**
 * Opens the exchange on a migrated database, and leaves it to the ground's shutdown to close it.
 * @throws DatabaseUnavailable, SettingsInvalid
 */
export async function openExchange({ settings, log, shutdown }: ProcessGround, url: string, name: string): Promise<Exchange> {
  const onTrouble = troubleLog(log);
  const open = async (part: string, max: number): Promise<DataSource> => {
    let closing = false;
    const onBroken = (error: Error): void => {
      if (!closing) log.warn({ err: error }, 'a connection to the database broke; the next query opens another');
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
  const eventLog = await openEventLog({ settings, name, log, openDatabase: () => open('event log', 12) });
  shutdown.on('close', 'event log', () => eventLog.close());
  const clock = new SystemClock();
  const { historyDays, dedupDays, logRetentionDays: retentionDays } = settings;
  const metrics = new Metrics({ withDefaults: true });
  const measures = new ExchangeMeasures({ registry: metrics.registry, db, log: eventLog, clock, onTrouble });
  const upkeep = new Upkeep({ db, clock, log: eventLog, historyDays, dedupDays, retentionDays, onTrouble, onEnded: measures.ended });
  await upkeep.start();
  const erased = new KnownErasures(db, onTrouble);
  await erased.start();
  const http = new WebhookTarget(clock);
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
    dedupDays,
    health,
    metrics,
    measures,
    upkeep,
    onTrouble,
    onIncident,
  };
}

/** The same trouble again and again is told once a minute, with how often it came. */
function troubleLog(log: Logger): (message: string) => void {
  const told = new Map<string, { at: number; times: number }>();
  return (message) => {
    const now = performance.now();
    const last = told.get(message);
    if (last && now - last.at < 60_000) return void (last.times += 1);
    if (told.size > 200) told.clear();
    told.set(message, { at: now, times: 0 });
    log.warn({ times: (last?.times ?? 0) + 1 }, message);
  };
}
