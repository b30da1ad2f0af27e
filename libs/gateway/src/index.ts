export { GatewayModule, type GatewayOptions, type GatewayParts } from './gateway.module';
export { type Caller, ErasedPeople, KeyRing, NoPublicKeys, PublicKeySet } from './ports';
export { problemDetails, problemMediaType, Refusal } from './refusal';
export type { BudgetSettings } from './take-events/budget';
export type { Receipt } from './take-events/check-arrivals';
export { TakeEvents, type TakeEventsOptions } from './take-events/take-events';
export { describeHttp, type HttpDescription } from './public-documents/describe-http';
export { PublicDocumentsModule, type PublicDocumentsOptions } from './public-documents/public-documents.module';
