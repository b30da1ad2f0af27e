export { GatewayModule, type GatewayOptions, type GatewayParts } from './gateway.module';
export { type Caller, ErasedPeople, KeyRing, NoPublicKeys, PublicKeySet } from './ports';
export { problemDetails, problemMediaType, Refusal } from './refusal';
export type { BudgetSettings } from './take-events/budget';
export type { Receipt } from './take-events/check-arrivals';
export { TakeEvents, type TakeEventsOptions } from './take-events/take-events';
export { type AppToServe, serveApp } from './serve-app';
