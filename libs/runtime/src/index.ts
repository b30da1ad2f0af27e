export { Clock, SystemClock } from './clock';
export { type DatabaseOptions, inAgency, migrate, openDatabase, type SchemaOwner } from './database/database';
export { type EmbeddedPostgres, EmbeddedPostgresFailed, startEmbeddedPostgres } from './postgres/embedded-postgres';
export { readSettings, type Settings, SettingsInvalid } from './settings/settings';
