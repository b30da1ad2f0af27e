export { emailKey } from './identity/email-key';
export { type ExternalId, type Identity, identifyingTypes, identityOf } from './identity/identity-of';
export { type Likeness, type LikenessReason, likenessOf, type Profile, type Sureness } from './identity/likeness';
export { type Phone, phoneKey } from './identity/phone-key';
export { type GroupKey, type GroupMember, groupPersons, mostHolders } from './identity/group-persons';
export { foldAll, type Folding, keyOf, type Register } from './facts/fold';
export { foldings } from './facts/foldings';
export type * from './facts/facts';
export { factsOf, isPrivateNote, type Told } from './facts/facts-of';
export { interestScore } from './interest/energy';
export { type Intent } from './leads/intent-of';
export { decide, endings, endsLead, isByHand, type LeadMark, type LeadState } from './leads/leads';
export {
  intents,
  isLeadField,
  type LeadField,
  leadFieldNames,
  leadFields,
  type LeadValues,
  type PersonField,
  personFields,
  planStatuses,
  problemOfValue,
  type RecordStatus,
  recordStatuses,
  type Stage,
  stages,
} from './leads/lead-fields';
export {
  type Allowance,
  allowanceOf,
  allowances,
  type ActingRole,
  type ActTable,
  fits,
  type LeadAct,
  leadActs,
  usualActs,
} from './leads/lead-acts';
export { leadsOfHuman, type LeadStanding, leadStanding } from './leads/lead-standing';
export { type Household, householdOf } from './people/household';
export { ownershipState, type OwnershipState } from './people/ownership';
export type { CriteriaArea, ExplicitCriteria, ImpliedCriteria } from './searches/criteria';
export { searchInWords } from './searches/in-words';
export { wordsOf } from './timeline/words-of';
export { isUsedType, sentenceOf, type TimelineKind } from './timeline/sentence-of';
export { type Candidate, passedOver, type PassedOver } from './distribution/candidates';
export { type Because, type Decision, type Given, giveOut, type GivingOut, type LeadToGive, type Pond } from './distribution/give-out';
export { afterRunning, dayAt, nextRunning, type OfficeHours } from './distribution/office-hours';
export { type DistributionRule, type Method, methods, problemsOfRule } from './distribution/rule';
export { afterGiving, type PastLead, simulate, type Simulated, type SimulatedLead } from './distribution/simulate';
export { whyInWords } from './distribution/why-in-words';
export {
  act,
  type Act,
  type Acted,
  type Assignment,
  type AssignmentState,
  assignmentStates,
  type Refused,
  unassigned,
} from './assignment/assignment';
export { may, type Right, rights, type Role, roles, rolesWith } from './roles/rights';
export {
  type ActionPlan,
  type DueStep,
  type PlanRun,
  type PlanStanding,
  planStanding,
  type PlanStep,
  problemsOfPlan,
  receivesPlanAt,
} from './plans/plan-standing';
