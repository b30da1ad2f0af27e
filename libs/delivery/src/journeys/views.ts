import type { Side } from '#people-exchange';
import type { Act } from '../repair/acts';

export type Outcome = 'inFlight' | 'held' | 'parked' | 'delivered' | 'ignored' | 'skipped' | 'erased' | 'unrouted';
export type TargetState =
  'inFlight' | 'heldApproval' | 'heldParent' | 'heldBehind' | 'heldReplay' | 'parked' | 'delivered' | 'ignored' | 'skipped' | 'erased';

export interface EventSummary {
  readonly participant: string;
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly row: string | null;
  readonly side: Side;
  readonly subject: string | null;
  readonly personId: string | null;
  readonly time: string | null;
  readonly receivedAt: string;
  /** The worst open state over all targets, else the final one. */
  readonly outcome: Outcome;
  readonly targets: { readonly target: string; readonly name: string; readonly state: TargetState }[];
}

export interface JourneyAttempt {
  readonly number: number;
  readonly at: string;
  readonly tookMs: number;
  readonly status: number | null;
  readonly error: string | null;
  /** How many events went in this one request, where several may go together. */
  readonly events?: number;
  readonly request?: { readonly method: string; readonly url: string; readonly headers: Record<string, string>; readonly body: string };
  readonly answer?: { readonly headers: Record<string, string>; readonly body: string };
}

export interface JourneyTarget {
  readonly target: string;
  readonly name: string;
  readonly state: TargetState;
  readonly reason: string | null;
  readonly row: string | null;
  readonly late: boolean;
  readonly by: string | null;
  readonly routedAt: string;
  readonly endedAt: string | null;
  readonly nextAttemptAt: string | null;
  readonly attempts: JourneyAttempt[];
  /** What people did about it, where payloads are shown. */
  readonly acts?: Act[];
}

/** One time that a replay told it to a target. */
export interface JourneyReplay {
  readonly run: string;
  readonly target: string;
  readonly name: string;
  readonly state: 'due' | 'delivered' | 'ignored' | 'refused' | 'erased';
  readonly reason: string | null;
  readonly attempts: number;
  readonly status: number | null;
  readonly at: string;
}

export interface Journey {
  readonly participant: string;
  readonly participantName: string;
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly row: string | null;
  readonly side: Side;
  readonly subject: string | null;
  readonly personId: string | null;
  readonly time: string | null;
  /** The outcome in plain words. */
  readonly sentence: string;
  readonly repeated: number;
  readonly hops: {
    readonly place: 'received' | 'log' | 'inbox' | 'target';
    readonly name: string;
    readonly at: string | null;
    readonly detail: string;
  }[];
  readonly event?: unknown;
  readonly targets: JourneyTarget[];
  /** Beside its own deliveries; their states say nothing of it. */
  readonly replays: JourneyReplay[];
}

const severity: readonly TargetState[] = [
  'parked',
  'heldApproval',
  'heldParent',
  'heldBehind',
  'heldReplay',
  'inFlight',
  'delivered',
  'skipped',
  'erased',
  'ignored',
];

/** The one word for what became of an event over all its targets. */
export function outcomeOf(states: readonly TargetState[]): Outcome {
  const worst = severity.find((state) => states.includes(state));
  if (worst === undefined) return 'unrouted';
  switch (worst) {
    case 'heldApproval':
    case 'heldParent':
    case 'heldBehind':
    case 'heldReplay':
      return 'held';
    default:
      return worst;
  }
}

const inWords: Readonly<Record<TargetState, string>> = {
  inFlight: 'on its way to',
  heldApproval: 'waiting for approval at',
  heldParent: 'waiting for an earlier event at',
  heldBehind: 'behind an earlier event at',
  heldReplay: 'waiting for a replay at',
  parked: 'parked at',
  delivered: 'delivered to',
  ignored: 'not wanted by',
  skipped: 'skipped for',
  erased: 'erased before it reached',
};

export function sentenceOf(targets: readonly { name: string; state: TargetState; reason: string | null }[]): string {
  if (targets.length === 0) return 'Taken and kept; nobody was to have it.';
  const parts = severity.flatMap((state) => {
    const there = targets.filter((target) => target.state === state);
    if (there.length === 0) return [];
    return [
      `${inWords[state]} ${there.map((target) => target.name + (target.reason && state !== 'delivered' ? ` (${target.reason})` : '')).join(' and ')}`,
    ];
  });
  const [first = '', ...rest] = parts;
  return `${[first.charAt(0).toUpperCase() + first.slice(1), ...rest].join('; ')}.`;
}
