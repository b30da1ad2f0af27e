import type { Fields } from './call';

/** A record as the twin keeps it. */
export interface StoredRecord {
  kind: string;
  id: string;
  /** RFC 3339 UTC */
  created: string;
  /** RFC 3339 UTC; null until the first change. */
  modified: string | null;
  /** From 1, one more with each change. */
  version: number;
  /** Until this time (milliseconds) it cannot be read. */
  hiddenUntil: number;
  data: Fields;
}

export interface Change {
  kind: string;
  id: string;
  before: StoredRecord | undefined;
  after: StoredRecord | undefined;
  at: Date;
}

/** Times between which a record was made or changed, both ends included, as RFC 3339. */
export interface Between {
  createdFrom?: string | undefined;
  createdTo?: string | undefined;
  modifiedFrom?: string | undefined;
  modifiedTo?: string | undefined;
}

export class NoSuchRecord extends Error {
  readonly code = 'no-such-record';
  readonly retriable = false;
  constructor(
    readonly kind: string,
    readonly id: string,
  ) {
    super(`there is no ${kind} ${id}`);
  }
}

/** All records of one back office, in memory, in the order they were made. */
export class Store {
  /** Goes up with every change: tells whether a call had an effect. */
  changes = 0;
  private readonly kinds = new Map<string, Map<string, StoredRecord>>();
  private readonly made = new Map<string, number>();

  constructor(
    private readonly now: () => Date,
    private readonly idFor: (kind: string, serial: number) => string,
    private readonly onChange: (change: Change) => void,
  ) {}

  create(kind: string, data: Fields, options: { id?: string; hiddenForMs?: number } = {}): StoredRecord {
    const at = this.now();
    const serial = (this.made.get(kind) ?? 0) + 1;
    this.made.set(kind, serial);
    const id = options.id ?? this.idFor(kind, serial);
    const hiddenUntil = options.hiddenForMs ? at.getTime() + options.hiddenForMs : 0;
    const record = { kind, id, created: at.toISOString(), modified: null, version: 1, hiddenUntil, data: { ...data } };
    this.ofKind(kind).set(id, record);
    this.tell({ kind, id, before: undefined, after: record, at });
    return record;
  }

  /** Lays members over those that are there; a null takes one away. @throws NoSuchRecord */
  change(kind: string, id: string, data: Fields): StoredRecord {
    const before = this.held(kind, id);
    const at = this.now();
    const after = { ...before, modified: at.toISOString(), version: before.version + 1, data: { ...before.data, ...data } };
    this.ofKind(kind).set(id, after);
    this.tell({ kind, id, before, after, at });
    return after;
  }

  /** Somebody opened and saved it without a change of substance: a new version, and nobody is told. @throws NoSuchRecord */
  touch(kind: string, id: string): void {
    const before = this.held(kind, id);
    this.ofKind(kind).set(id, { ...before, modified: this.now().toISOString(), version: before.version + 1 });
  }

  /** @throws NoSuchRecord */
  remove(kind: string, id: string): void {
    const before = this.held(kind, id);
    this.ofKind(kind).delete(id);
    this.tell({ kind, id, before, after: undefined, at: this.now() });
  }

  /** What can be read by now. */
  find(kind: string, id: string): StoredRecord | undefined {
    const record = this.kinds.get(kind)?.get(id);
    return record && record.hiddenUntil <= this.now().getTime() ? record : undefined;
  }

  /** Also what cannot be read yet: for the vendor's own eyes. */
  all(kind: string): StoredRecord[] {
    return [...this.ofKind(kind).values()];
  }

  list(kind: string, between: Between = {}): StoredRecord[] {
    const now = this.now().getTime();
    return this.all(kind).filter((record) => record.hiddenUntil <= now && isBetween(record, between));
  }

  private held(kind: string, id: string): StoredRecord {
    const record = this.kinds.get(kind)?.get(id);
    if (!record) throw new NoSuchRecord(kind, id);
    return record;
  }

  private ofKind(kind: string): Map<string, StoredRecord> {
    const there = this.kinds.get(kind) ?? new Map<string, StoredRecord>();
    this.kinds.set(kind, there);
    return there;
  }

  private tell(change: Change): void {
    this.changes += 1;
    this.onChange(change);
  }
}

function isBetween(record: StoredRecord, between: Between): boolean {
  const modified = record.modified ?? record.created;
  return (
    isFrom(record.created, between.createdFrom) &&
    isTo(record.created, between.createdTo) &&
    isFrom(modified, between.modifiedFrom) &&
    isTo(modified, between.modifiedTo)
  );
}

function isFrom(at: string, from: string | undefined): boolean {
  return from === undefined || Date.parse(at) >= Date.parse(from);
}

function isTo(at: string, to: string | undefined): boolean {
  return to === undefined || Date.parse(at) <= Date.parse(to);
}
