import { type Logger, seldom, type Settings } from '#runtime';
import type { DataSource } from 'typeorm';
import type { EventLog } from './event-log';
import { KafkaEventLog } from './kafka/kafka-event-log';
import { kafkaConnectionOf } from './kafka/security';
import { PostgresEventLog } from './postgres/postgres-event-log';

/** What an adapter needs: the database of the embedded log, which sees every agency, is opened where it is that one. */
export interface EventLogGround {
  readonly settings: Settings;
  /** Shown by brokers beside each connection. */
  readonly name: string;
  readonly log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
  openDatabase(): Promise<DataSource>;
}

/** The log that the settings name. */
export async function openEventLog({ settings, name, log, openDatabase }: EventLogGround): Promise<EventLog> {
  if (settings.eventLog === 'postgres') return new PostgresEventLog(await openDatabase());
  // While a broker is away, its client complains with each attempt.
  const tell = { warn: seldom((facts, message) => log.warn(facts, message)), error: seldom((facts, message) => log.error(facts, message)) };
  return new KafkaEventLog({
    ...kafkaConnectionOf(settings),
    clientId: `people-exchange-${name}`,
    retentionDays: settings.logRetentionDays,
    log: ({ level, message, facts }) => tell[level](message, facts),
  });
}
