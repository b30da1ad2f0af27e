export { emailKey } from './identity/email-key';
export { type ExternalId, type Identity, identifyingTypes, identityOf } from './identity/identity-of';
