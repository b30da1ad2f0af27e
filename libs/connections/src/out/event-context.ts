import type { AnswerSeen, OutContext, PackRequest } from '#mapping';
import type { AcceptedEvent } from '#people-exchange';
import { entityKeyOf } from '../known/entity-key';
import { type Ids, type KnownId, othersIn } from '../known/ids';
import type { KnownPersons } from '../known/known-persons';
import { tablesOf } from '../setting-up/connection';
import type { Run } from './ledger';

/** What is known while one event is delivered: ids at the vendor from before, answers and ids of its own requests. */
export class EventContext {
  private readonly answers: Record<string, AnswerSeen> = {};
  private readonly own: Record<string, string> = {};
  private known: Readonly<Record<string, unknown>> = {};
  private before: readonly KnownId[] = [];

  constructor(
    private readonly run: Run,
    private readonly event: AcceptedEvent,
    /** As the target may see it. */
    private readonly told: Readonly<Record<string, unknown>>,
  ) {}

  /** Reads what is known of the person. */
  async read({ ids, persons }: { readonly ids: Ids; readonly persons: KnownPersons }): Promise<void> {
    const { connection, person } = this.run;
    this.before = await ids.of(connection, person);
    this.known = { ...(await persons.knownFor(connection, person, this.event)), others: othersIn(this.before) };
  }

  /** All that a mapping sees by now. */
  get seen(): OutContext {
    const { connection, eventKey, person } = this.run;
    const ids: Record<string, string> = {};
    for (const { record, entity, vendorId } of this.before)
      if (ids[record] === undefined && entity === this.entityOf(record, eventKey)) ids[record] = vendorId;
    return {
      event: this.told,
      data: this.told['data'],
      key: eventKey,
      person,
      known: this.known,
      ids: { ...ids, ...this.own },
      answers: this.answers,
      settings: connection.settings,
      tables: tablesOf(connection),
    };
  }

  /** What came of a request of this event. */
  remember(request: PackRequest, answer: AnswerSeen, vendorId: string | null): void {
    this.answers[request.id] = answer;
    if (request.makes !== undefined && vendorId !== null) this.own[request.makes] = vendorId;
  }

  /** Ids from before, and those that requests of this event made. */
  get allIds(): readonly (Pick<KnownId, 'record' | 'vendorId'> & { readonly at?: Date })[] {
    return [...this.before, ...Object.entries(this.own).map(([record, vendorId]) => ({ record, vendorId }))];
  }

  /** Whether a request of this event made such a record, or an earlier one did since a moment. */
  madeSince(record: string, since: number): boolean {
    return (
      this.own[record] !== undefined || this.before.some((one) => one.record === record && one.at !== undefined && one.at.getTime() > since)
    );
  }

  entityOf(record: string, key: string): string {
    const of = this.run.connection.pack.document.records?.[record]?.of ?? 'event';
    return entityKeyOf(of, this.event.data, key);
  }

  /** The vendor's own id of the person as an answer tells it, so that what it says of them later is known to be theirs. */
  get subjectAnswer(): string {
    const { records = {} } = this.run.connection.pack.document;
    const [record] = Object.entries(records).find(([, { of }]) => of === 'person') ?? [];
    const subject = record === undefined ? undefined : (this.own[record] ?? this.before.find((one) => one.record === record)?.vendorId);
    return subject === undefined ? '' : JSON.stringify({ subject });
  }
}
