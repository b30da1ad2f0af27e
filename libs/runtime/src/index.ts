export { Clock, SystemClock } from './clock';
export { type DatabaseOptions, inAgency, migrate, openDatabase, type SchemaOwner } from './database/database';
export { Health, type HealthCheck } from './health';
export { OperationsModule } from './health-controller';
export { Metrics } from './metrics';
export { type EmbeddedPostgres, EmbeddedPostgresFailed, startEmbeddedPostgres } from './postgres/embedded-postgres';
export { readSettings, type Settings, SettingsInvalid } from './settings/settings';
