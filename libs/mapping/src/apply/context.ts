/** What the answer to a request looked like. */
export interface AnswerSeen {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON, else the text; nothing where it is empty. */
  readonly body: unknown;
}

/**
 * All that a mapping of an event sees; names are part of the contract with packs. `$theirs(RECORD, PERSON)` beside it answers the
 * vendor's id of another person the event names, such as a member of its household, or nothing.
 */
export interface OutContext {
  /** The event as the target may see it. */
  readonly event: Readonly<Record<string, unknown>>;
  /** Its data once more, since nearly every field comes from there. */
  readonly data: unknown;
  /** Names the event at this target for ever, whoever sent it; what stands at the vendor is found again by it. */
  readonly key: string;
  /** The bridge's own id of the person, a UUID. */
  readonly person: string;
  /** What else the bridge knows of the person: as folded from earlier events. */
  readonly known: Readonly<Record<string, unknown>>;
  /** The vendor's ids by record, as far as they are known. */
  readonly ids: Readonly<Record<string, string>>;
  /** Answers to this event's earlier requests, by their names. */
  readonly answers: Readonly<Record<string, AnswerSeen>>;
  /** Settings that are no secrets. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly tables: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * All that a mapping of a vendor's record sees. `$ours(RECORD, ID)` beside it answers our own key of what it is known as, or
 * nothing; `$personOf(RECORD, ID)` the vendor's id of the person it was last told of, for records that can be read no more.
 */
export interface InContext {
  readonly record: unknown;
  /** The record's name in the pack, and the vendor's id of it. */
  readonly kind: string;
  readonly id: string;
  /** Nothing was ever taken from this record, and the bridge did not make it. */
  readonly first: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly tables: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
