export { Clock, SystemClock } from './clock';
export { databaseCheck } from './database/database-check';
export { demandUsableDatabase } from './database/demand-usable-database';
export { migrate, type MigrateOptions, type SchemaOwner } from './database/migrate';
export { AgencyMissing, type DatabaseOptions, DatabaseUnavailable, inAgency, openDatabase } from './database/open-database';
export { prepared } from './database/prepared';
export { Health } from './observing/health';
export { createLogger, type Logger, type LoggerOptions } from './observing/logger';
export { Metrics } from './observing/metrics';
export { metricsAddressOf, serveMetrics } from './observing/serve-metrics';
export { seldom } from './observing/seldom';
export { OperationsModule } from './observing/operations.module';
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './postgres/embedded-postgres';
export { EmbeddedPostgresFailed } from './postgres/embedded-postgres-failed';
export { SealBroken, type SealedFor, Sealing, SealingKeyInvalid } from './sealing/sealing';
export { sealingOf } from './sealing/sealing-of';
export { freePort } from './postgres/free-port';
export { codeOf } from './error-code';
export { RuntimeError } from './runtime-error';
export { type Environment, type Needs, readSettings, SettingsInvalid, shownSettings } from './settings/read-settings';
export { Settings } from './settings/settings';
export { Shutdown, type ShutdownOptions, type StopPhase } from './stopping/shutdown';
export { createHttpApp, type HttpAppOptions, listenOn } from './http/http-app';
export { AddressUnusable, demandAddress, PortTaken } from './http/listen-refused';
export { serve } from './http/serve';
export { openTracing } from './tracing/open-tracing';
export {
  isTraceparent,
  readTraceparent,
  type TraceContext,
  type Traceparent,
  usableTracestate,
  writeTraceparent,
} from './tracing/trace-context';
export { contextOfSpan, Tracing } from './tracing/tracing';
export { ProblemDetails, type ProblemDocument, type ProblemItem, problemMediaType } from './http/problem-details';
export { ProblemFilter } from './http/problem-filter';
export { type ProcessGround, runProcess } from './process/run-process';
export { projectFolder } from './process/project-folder';
export { prepareDataDir } from './postgres/data-folder';
