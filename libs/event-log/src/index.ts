export { BatchingAppender, type BatchLimits } from './batching-appender';
export { AppendUnknown, EntryTooLarge, LogBusy, LogUnavailable } from './errors';
export {
  EventLog,
  type LogEntry,
  type LogIncident,
  type LogRecord,
  type MalformedRecord,
  type ReadFrom,
  type ReadRecord,
  type RecordBatch,
  type SubscribeOptions,
  type Subscription,
  topics,
} from './event-log';
export { MemoryEventLog } from './memory-event-log';
export { eventLogMigrations } from './migrations/0001-event-log';
export { PostgresEventLog } from './postgres-event-log';
