export type RunKind = 'replay' | 'fill';
export type RunState = 'planned' | 'running' | 'stopped' | 'done';

/** How the count of a plan is meant: what a fill leaves out as superseded is known only when its turn comes. */
export type Counted = 'exactly' | 'atLeast' | 'atMost';

/** A run as operators see it. */
export interface RunView {
  readonly id: string;
  readonly agency: string;
  readonly target: string;
  readonly kind: RunKind;
  readonly state: RunState;
  readonly by: string;
  readonly plannedAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** Persons chosen by their ids; nothing for all. */
  readonly chosenPersons: number | null;
  readonly types: readonly string[];
  readonly from: Date | null;
  readonly until: Date | null;
  readonly atOnce: number;
  readonly persons: number;
  readonly events: number;
  readonly counted: Counted;
  readonly personsDone: number;
  readonly delivered: number;
  readonly ignored: number;
  readonly refused: number;
  readonly erased: number;
}

export const runColumns = `u.id, u.agency, u.target, u.kind, u.state, u.planned_by as by, u.planned_at as "plannedAt", u.started_at as "startedAt",
  u.ended_at as "endedAt", cardinality(u.persons) as "chosenPersons", u.types, nullif(u.received_from, 'infinity') as "from", u.received_until as "until", u.at_once as "atOnce",
  u.of_persons::float8 as persons, u.of_events::float8 as events, u.counted, u.persons_done::float8 as "personsDone", u.delivered::float8 as delivered,
  u.ignored::float8 as ignored, u.refused::float8 as refused, u.erased::float8 as erased`;
