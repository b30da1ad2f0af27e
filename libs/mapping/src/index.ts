export { areaFunctions } from './areas/area-functions';
export { type MeasuredArea, measuredAreas } from './areas/measured-areas';
export { NotAnArea } from './areas/not-an-area';
export { type AnswerSeen, type InContext, type OutContext } from './apply/context';
export {
  type MadeRequest,
  makeRequest,
  makeTogether,
  type Making,
  type Outcome,
  pathOf,
  readAnswer,
  togetherRequestOf,
} from './apply/make-request';
export { type HeldValue, heldValues, type ListContext, listedValues, listRequest, type OfferedValue, unknownAmong } from './apply/lists';
export { type SweepContext, sweepRequest, type SweptPage, sweptPageOf } from './apply/sweep';
export { type Learnt, type MappedEvent, type Notification, notificationsOf, takenFrom } from './apply/take-in';
export { authenticationFor, neededForChoice } from './authentication-choice';
export type { MappingFunctions } from './expression';
export type { PackFiles } from './files';
export { capabilityPage, capabilityTable } from './capability-table';
export { mappingLimits } from './limits';
export type { Pack, PackList, PackRecordIn, PackRequest, PackSweep, TogetherRequest } from './pack';
export type * from './pack-document';
export { packDocuments } from './documents';
export { packReference } from './pack-reference';
export { packSchema, packSchemaVersion } from './schema/pack-schema';
export { MappingFailed, type PackProblem } from './problem';
export { readPack, type ReadPack } from './read/read-pack';
export { explainSample, type Why } from './samples/explain-sample';
export { type Played, type PlayedRequest, playSample } from './samples/play-sample';
export { type OutSample, type Sample, samplesIn } from './samples/sample';
export { differencesOf, type TriedSample, trySamples } from './samples/try-samples';
export { NotASpec, VendorSpec } from './samples/vendor-spec';
export { madeFrom, memberIn, withMember } from './members';
