export { ConnectionsModule } from './http/connections.module';
export { connectionsMigrations } from './migrations';
export { connectionsPart, type ConnectionsGround, openConnections, type OpenConnections } from './open-connections';
export type { DriftView } from './out/drift-report';
export type { EventName, MadeRequestView } from './out/made-requests';
export { Packs, type PackView } from './packs/packs';
export { type ConnectionSetUp, openSetUp, type SetUpGround } from './setting-up/open-set-up';
export { Connections, type ConnectionChange, type NewConnection } from './setting-up/connections';
export { type ConnectionView, ConnectionViews, type DeliveriesView } from './setting-up/connection-views';
