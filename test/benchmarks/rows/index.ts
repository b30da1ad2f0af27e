import type { RowGroup } from '../harness/row';
import { hotPersons, instantTarget, slowTarget, slowTargetManyConnections } from './delivery';
import { endToEnd, latency } from './end-to-end';
import { brokerAway, databaseAway, oneDeadOneSlow } from './trouble';
import { inbox } from './inbox';
import { leadsList } from './leads-list';
import { replayEmbedded, replayFromKafka, transport } from './reading';
import { endToEndBesideBento, ingestBesideBento } from './peers';
import { ingestEmbedded, ingestOnKafka } from './ingest';

/** In the order in which they are measured. */
export const rowGroups: readonly RowGroup[] = [
  ingestOnKafka,
  ingestEmbedded,
  instantTarget,
  slowTarget,
  slowTargetManyConnections,
  hotPersons,
  transport,
  inbox,
  replayFromKafka,
  replayEmbedded,
  endToEnd,
  latency,
  oneDeadOneSlow,
  brokerAway,
  databaseAway,
  leadsList,
  ingestBesideBento,
  endToEndBesideBento,
];
