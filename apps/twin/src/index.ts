export { dayOf, firstDay, type DaySize } from './day/day';
export type { Role } from './day/plan';
export { playDay, type PlayOptions } from './play/player';
export { compare } from './compare/compare';
export { playSmallDay } from './demo/small-day';
export { BridgeProcess } from './demo/bridge-process';
export { Operator, type Tally } from './demo/operator';
export { freshNames, heldBy, setStage, speakersAt, twinJournals } from './demo/stage-set';
export { settle, unbalanced } from './demo/settle';
