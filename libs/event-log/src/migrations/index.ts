import { EventLog0001 } from './0001-event-log';
import { EventLogByDay0002 } from './0002-log-by-day';

export const eventLogMigrations = [EventLog0001, EventLogByDay0002];
