import 'reflect-metadata';

export type { AcceptedEvent, Problem, Sender, Side, Warning } from './envelope';
export { type BinaryEvent, fromBinary, MalformedEvent, toBinary } from './binary-mode';
export { canonicalJson } from './canonical-json';
export { checkEvent, type Checked } from './check/check-event';
export { dataSchemaOf } from './check/schemas';
export { nearestOf } from './check/nearest';
export { type EventTypeEntry, eventTypeOf, eventTypes, isKnownType } from './event-types';
export { partitionKeyOf, personIdOf } from './ids';
export { addressableTo, areasIn, entityOf, lift, mapPersonRefs, parentsOf } from './meaning';
export { Consent, ExternalId, Person, PersonName, PersonRef, Phone } from './words/person';
export { Alert, Area, ExplicitSearch, Feature, ImpliedSearch } from './words/search';
export { Ownership, PropertyRef, PropertySummary } from './words/property';
