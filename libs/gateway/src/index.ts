export { GatewayModule, type GatewayOptions } from './gateway.module';
export { type Caller, ErasedPeople, KeyRing } from './ports';
export { serveApp } from './serve-app';
