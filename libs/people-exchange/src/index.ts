import 'reflect-metadata';

export type { AcceptedEvent, Problem, Sender, Side, Warning } from './envelope';
export { type BinaryEvent, fromBinary, MalformedEvent, toBinary } from './binary-mode';
export { canonicalJson } from './canonical-json';
export { checkEvent, type Checked } from './check/check-event';
export { dataIsRight, dataProblems } from './check/check-data';
export { nearestOf } from './check/nearest';
export { type EventTypeEntry, eventTypeOf, eventTypes, isKnownType, rowFor } from './event-types';
export * from './events';
export { partitionKeyOf, personIdOf } from './ids';
export {
  addressableTo,
  areasIn,
  entityOf,
  lift,
  mapPersonRefs,
  noteForBackOffice,
  parentsOf,
  type PrivateNote,
  type SharedNote,
} from './meaning';
export { asyncApi } from './schemas/asyncapi';
export { dataSchemaName, dataSchemaOf } from './schemas/data-schema';
export { publishedDocuments } from './schemas/documents';
export { SentAttributes } from './sent-attributes';
export { Alert } from './words/alert';
export { Area } from './words/area';
export { Consent } from './words/consent';
export { EmailAddress, ExternalId, Person, PersonName, PersonRef, Phone } from './words/person';
export { type Ownership, PropertyRef, PropertySummary } from './words/property';
export { type Channel, ExplicitSearch, Feature, ImpliedSearch } from './words/search';
