/** What can be wrong between what was sent and what a twin holds; each with the first event it is about. */
export type Fault =
  | 'missing'
  | 'doubled'
  | 'outOfOrder'
  | 'returned'
  | 'unexpected'
  | 'altered'
  | 'wrongPerson'
  | 'unsigned'
  | 'unanswered'
  | 'taken'
  | 'otherRefusal'
  | 'refused'
  | 'unsettled'
  | 'unbalanced'
  | 'unparked'
  | 'parked';

export interface Finding {
  fault: Fault;
  /** Where it was seen: a participant. */
  at: string;
  event: { source: string; id: string; type: string } | null;
  sentence: string;
}

export interface Comparison {
  ok: boolean;
  /** Events that had to arrive, and did, once and in order. */
  arrived: number;
  /** Calls after the first of an event: repeated by the bridge, counted once by the twin. */
  repeatedCalls: number;
  findings: Finding[];
}
