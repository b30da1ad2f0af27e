import type { Answer, Call, Fields } from './call';
import type { FaultName } from './faults';
import type { StoredRecord } from './store';

/** What the shared ground must know of a back office to serve it. */
export interface Vendor {
  /** The vendor's answer to a call. @throws Refused */
  answer(call: Call): Answer;
  /** Paths at which tokens are asked for: only `revoked` strikes there. */
  tokenPaths: readonly string[];
  refusals: Refusals;
  /** The twin's store, whose counter tells whether a call had an effect. */
  changes(): number;
  /** Kinds of records, as the control routes name them. */
  kinds: readonly string[];
  records(kind: string): Fields[];
  act(act: Act): StoredRecord | undefined;
}

/** The vendor's own words for what can go wrong anywhere. */
export interface Refusals {
  unauthorised(call: Call): Answer;
  tooMany(call: Call, retryAfterSeconds: number): Answer;
  broken(call: Call, status: 500 | 503): Answer;
  /** 200, and an error inside. */
  errorInside(call: Call): Answer;
  unreadable(call: Call): Answer;
  tooLarge(call: Call): Answer;
}

/** What somebody does in the vendor's own screens. Makes webhooks, and no fault gets in the way. */
export type Act =
  /** Without an id the vendor gives one. */
  | { do: 'create'; kind: string; id?: string; values: Fields }
  | { do: 'change'; kind: string; id: string; values: Fields }
  | { do: 'remove'; kind: string; id: string };

export class UnknownKind extends Error {
  readonly code = 'unknown-kind';
  readonly retriable = false;
  constructor(
    readonly kind: string,
    readonly kinds: readonly string[],
  ) {
    super(`there are no ${kind} here; there are ${kinds.join(', ')}`);
  }
}

export class NotAnAct extends Error {
  readonly code = 'not-an-act';
  readonly retriable = false;
  constructor(readonly why: string) {
    super(`not an act: ${why}`);
  }
}

/** Faults of the wire, which every vendor can have. */
export const faultsOfTheWire: readonly FaultName[] = [
  'fan-out',
  'duplicates',
  'late',
  'out-of-order',
  'silent',
  'rate-limited',
  'answers-lost',
  'slow',
  'failing',
  'html',
  'empty',
  'endless',
  'ok-with-error',
  'revoked',
];
