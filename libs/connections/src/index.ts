export { ConnectionsModule } from './http/connections.module';
export { connectionsMigrations } from './migrations';
export { connectionsPart, type ConnectionsGround, openConnections, type OpenConnections } from './open-connections';
export { Packs, type PackView } from './packs/packs';
export { Connections, type ConnectionChange, type NewConnection } from './setting-up/connections';
export { type ConnectionView, ConnectionViews } from './setting-up/connection-views';
export { Sealing, SealingKeyInvalid } from './vendor/sealing';
