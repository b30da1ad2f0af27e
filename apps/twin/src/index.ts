export { Chance } from './day/chance';
export { dayOf, firstDay, type DaySize } from './day/day';
export type { Role } from './day/plan';
export { playDay, type PlayOptions } from './play/player';
export { compare } from './compare/compare';
export { playSmallDay } from './demo/small-day';
export { BridgeProcess } from './demo/bridge-process';
export { Operator, type Tally } from './demo/operator';
export { freshNames, heldBy, setStage, speakersAt, twinJournals } from './demo/stage-set';
export { settle, unbalanced } from './demo/settle';
export { type FaultPlan, noFaults } from './twin/fault-plan';
export { eventKey, type TwinCall } from './twin/journal';
export { TrackerTwin } from './tracker/tracker-twin';
export { Twin } from './twin/twin';
export {
  faultNames as vendorFaultNames,
  faultsNamed as vendorFaults,
  FollowUpBossTwin,
  GoHighLevelTwin,
  ReapitTwin,
  runVendor,
  vendorNames,
  type Act as VendorAct,
  type FaultName as VendorFaultName,
  type Faults as VendorFaults,
  type FollowUpBossOptions,
  type GoHighLevelOptions,
  type JournalCall as VendorCall,
  type ReapitOptions,
  type SentWebhook,
  type VendorName,
  type VendorTwin,
} from './vendors';
