/** One step of an action plan (B4). */
export interface PlanStep {
  readonly id: string;
  readonly title: string;
  /** Days of the office after the lead received the plan; 0 is that very day. */
  readonly dueInDays: number;
}

/** What a lead's agent has to do, and by when. A plan in use is kept as it was when a lead received it. */
export interface ActionPlan {
  readonly name: string;
  readonly steps: readonly PlanStep[];
}

/** A lead that received a plan. Times are RFC 3339 UTC. */
export interface PlanRun {
  readonly plan: ActionPlan;
  readonly receivedAt: string;
  /** When each step was done, by its id. */
  readonly done: Readonly<Record<string, string>>;
}

export interface PlanStanding {
  readonly status: 'onTime' | 'lateTask' | 'completed';
  /** What should be done by now and is not, the oldest first. */
  readonly missing: readonly DueStep[];
  /** What is due next. */
  readonly next: DueStep | null;
}

export interface DueStep {
  readonly id: string;
  readonly title: string;
  /** The end of its day at the office. */
  readonly dueAt: string;
}

/** Where a lead stands in its plan at a moment (B4). @param zone IANA, of the office */
export function planStanding({ plan, receivedAt, done }: PlanRun, at: string, zone: string): PlanStanding {
  const open = plan.steps
    .filter(({ id }) => done[id] === undefined)
    .map(({ id, title, dueInDays }) => ({ id, title, dueAt: endOfDay(receivedAt, dueInDays, zone) }))
    // Steps that are due together stay in the plan's own order.
    .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
  const now = Date.parse(at);
  const missing = open.filter(({ dueAt }) => Date.parse(dueAt) <= now);
  const status = open.length === 0 ? 'completed' : missing.length > 0 ? 'lateTask' : 'onTime';
  return { status, missing, next: open.find(({ dueAt }) => Date.parse(dueAt) > now) ?? null };
}

/**
 * When a lead that nobody touches receives the plan: at the end of the last day it may be ignored (B4).
 * @param touchedAt when its agent last did something with it, or it came; RFC 3339 UTC
 */
export function receivesPlanAt(touchedAt: string, ignoredDays: number, zone: string): string {
  return endOfDay(touchedAt, ignoredDays, zone);
}

/** The first moment after a day of the office, so many days after a moment. */
function endOfDay(moment: string, days: number, zone: string): string {
  const day = Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDate();
  return new Date(day.add({ days: days + 1 }).toZonedDateTime(zone).epochMilliseconds).toISOString();
}

interface PlanProblem {
  readonly path: string;
  readonly message: string;
}

/** All that is wrong with a plan, each with where and what is expected. */
export function problemsOfPlan({ name, steps }: ActionPlan): readonly PlanProblem[] {
  const problems: PlanProblem[] = [];
  const tell = (path: string, message: string): void => void problems.push({ path, message });
  if (name.trim() === '' || name.length > 200) tell('/name', 'A plan has a name of at most 200 characters');
  if (steps.length === 0 || steps.length > 100) tell('/steps', `${steps.length} steps; a plan has 1 to 100`);
  const seen = new Set<string>();
  steps.forEach(({ id, title, dueInDays }, place) => {
    if (seen.has(id)) tell(`/steps/${place}/id`, `"${id}" names another step of the plan already`);
    seen.add(id);
    if (title.trim() === '' || title.length > 200) tell(`/steps/${place}/title`, 'A step has a title of at most 200 characters');
    if (!Number.isInteger(dueInDays) || dueInDays < 0 || dueInDays > 730)
      tell(`/steps/${place}/dueInDays`, `${dueInDays} is no number of days: 0 to 730, whole`);
  });
  return problems;
}
