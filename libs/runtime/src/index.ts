export { Clock, SystemClock } from './clock';
export { databaseCheck } from './database/database-check';
export { demandPlainRole } from './database/demand-plain-role';
export { migrate, type MigrateOptions, type SchemaOwner } from './database/migrate';
export { AgencyMissing, type DatabaseOptions, DatabaseUnavailable, inAgency, openDatabase } from './database/open-database';
export { type CheckResult, Health, type HealthCheck, type HealthReport } from './observing/health';
export { createLogger, type Logger, type LoggerOptions } from './observing/logger';
export { maskFacts, maskText } from './observing/mask';
export { Metrics } from './observing/metrics';
export { OperationsModule } from './observing/operations.module';
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './postgres/embedded-postgres';
export { EmbeddedPostgresFailed } from './postgres/embedded-postgres-failed';
export { RuntimeError } from './runtime-error';
export {
  type Environment,
  type Needs,
  readSettings,
  readSettingsAs,
  SettingsInvalid,
  settingsWarnings,
  shownSettings,
} from './settings/read-settings';
export { asList, asNumber, asSwitch, asText, Setting } from './settings/setting';
export { Settings } from './settings/settings';
export { Shutdown, type ShutdownOptions, type StopPhase } from './stopping/shutdown';
export { createHttpApp, type HttpAppOptions, listenOn, nestLog } from './http/http-app';
export { AddressUnusable, demandAddress, PortTaken } from './http/listen-refused';
export { serve } from './http/serve';
export { ProblemDetails, type ProblemDocument, type ProblemItem, problemMediaType } from './http/problem-details';
export { ProblemFilter, problemLog } from './http/problem-filter';
export { type ProcessGround, runProcess } from './process/run-process';
export { projectFolder } from './process/project-folder';
