import type { Settings } from '#runtime';
import type { DataSource } from 'typeorm';
import type { EventLog } from './event-log';
import { PostgresEventLog } from './postgres/postgres-event-log';

/** The log the settings name. `db` sees every agency and is the embedded log's own pool; Kafka leaves it alone. */
export function openEventLog(_settings: Pick<Settings, 'eventLog' | 'kafkaBrokers' | 'logRetentionDays'>, db: DataSource): EventLog {
  return new PostgresEventLog(db);
}
