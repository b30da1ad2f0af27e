export { type AppendWatcher, BatchingAppender, type BatchLimits } from './batching-appender';
export { AppendUnknown, EntryTooLarge, EntryUnwritable, LogBusy, LogUnavailable, PositionPastEnd } from './errors';
export {
  type Erased,
  EventLog,
  type LogEntry,
  type LogIncident,
  type LogRecord,
  type MalformedRecord,
  type PartitionEnds,
  type PersonKey,
  type ReadFrom,
  type ReadRecord,
  type RecordBatch,
  type SubscribeOptions,
  type Subscription,
  topics,
} from './event-log';
export { MemoryEventLog, type MemoryLogOptions } from './memory/memory-event-log';
export { MemoryLogStore } from './memory/memory-log-store';
export { eventLogMigrations } from './migrations';
export { PostgresEventLog } from './postgres/postgres-event-log';
export { type CreatedTopic, createTopics, type CreateTopicsOptions, TopicHasFewerPartitions } from './kafka/create-topics';
export { KafkaEventLog, type KafkaLogOptions } from './kafka/kafka-event-log';
export { kafkaConnectionOf } from './kafka/security';
export type { KafkaLogLine } from './kafka/kafkajs-client';
export { EventLogStrategy, type EventLogStrategyOptions, NoHandlerForTopic } from './transport/event-log-strategy';
export { FailuresAsTheyAre } from './transport/failures-as-they-are';
export { TracedEventLog } from './tracing/traced-event-log';
export { openEventLog } from './open-event-log';
