export { GatewayModule, type GatewayOptions } from './gateway.module';
export { type Caller, ErasedPeople, KeyRing, PublicKeySet } from './ports';
export { serveApp } from './serve-app';
export { problemDetails, problemMediaType, Refusal } from './refusal';
export { drain, readBody, SenderGone } from './take-events/body';
export { checkedForLog } from './take-events/checked-for-log';
