import type { RowGroup } from '../harness/row';
import { hotPersons, instantTarget, slowTarget, slowTargetManyConnections } from './delivery';
import { ingestEmbedded, ingestOnKafka } from './ingest';

/** In the order in which they are measured. */
export const rowGroups: readonly RowGroup[] = [
  ingestOnKafka,
  ingestEmbedded,
  instantTarget,
  slowTarget,
  slowTargetManyConnections,
  hotPersons,
];
