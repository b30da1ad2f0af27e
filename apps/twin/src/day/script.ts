import { eventKey } from '../twin/journal';
import type { Character, Names } from './cast';
import type { Chance } from './chance';
import type { Expectation, Peculiarity, PlannedEvent, PlannedRequest, Role, SentCloudEvent } from './plan';
import { otherRole } from './plan';

/** A request before it has its place in the day. */
export type Line = Omit<PlannedRequest, 'n'>;

export interface Saying {
  /** Others whose order it keeps as well, by this role's subjects. */
  withPersons?: string[];
  reach?: PlannedEvent['reach'];
  translated?: boolean;
  /** `time` of the event when it is not the moment it is sent: milliseconds before. */
  lateByMs?: number;
  after?: PlannedRequest['after'];
  expect?: Expectation;
  peculiarity?: Peculiarity;
}

/** Writes down who says what when. */
export class Script {
  readonly lines: Line[] = [];

  constructor(
    private readonly chance: Chance,
    readonly names: Names,
    readonly startsAt: Date,
  ) {}

  /** One event in one request. @returns its key, to name it in `after` */
  say(role: Role, who: Character, atMs: number, type: string, data: unknown, more: Saying = {}): string {
    const event = this.event(role, who.subjects[role], atMs, type, data, more.lateByMs ?? 0);
    this.lines.push({
      role,
      atMs,
      persons: [who.subjects[role], ...(more.withPersons ?? [])],
      mode: this.chance.maybe(0.3) ? 'binary' : 'structured',
      events: [{ event, reach: more.reach ?? 'must', translated: more.translated ?? false }],
      expect: more.expect ?? { status: 202 },
      peculiarity: more.peculiarity ?? (more.lateByMs ? 'late' : undefined),
      after: more.after ?? [],
    });
    return this.keyOf(role, event);
  }

  /** Several events of one person in one batch, in order. @returns the key of the last */
  burst(
    role: Role,
    who: Character,
    atMs: number,
    told: { type: string; data: unknown; translated?: boolean }[],
    more: Saying = {},
  ): string {
    const events = told.map(({ type, data, translated }, i) => ({
      event: this.event(role, who.subjects[role], atMs + i, type, data, 0),
      reach: more.reach ?? ('must' as const),
      translated: translated ?? false,
    }));
    this.lines.push({
      role,
      atMs,
      persons: [who.subjects[role]],
      mode: 'batch',
      events,
      expect: more.expect ?? { status: 202 },
      peculiarity: 'burst',
      after: more.after ?? [],
    });
    const last = events.at(-1)?.event;
    return last ? this.keyOf(role, last) : '';
  }

  /** The event that a line would carry, for lines that are made by hand. */
  event(role: Role, subject: string, atMs: number, type: string, data: unknown, lateByMs: number): SentCloudEvent {
    return {
      specversion: '1.0',
      id: this.chance.uuid(),
      source: this.sourceOf(role),
      type,
      subject,
      time: new Date(this.startsAt.getTime() + atMs - lateByMs).toISOString(),
      datacontenttype: 'application/json',
      data,
    };
  }

  sourceOf(role: Role): string {
    return role === 'website' ? 'https://www.harbour-and-hill.example.com' : 'urn:example:harbour-and-hill:back-office';
  }

  keyOf(role: Role, event: SentCloudEvent): string {
    return eventKey(this.participant(role), event.source, event.id);
  }

  participant(role: Role): string {
    return role === 'website' ? this.names.website : this.names.backOffice;
  }

  /** How the other side calls this person, as a person's data names it. */
  externalIds(role: Role, who: Character): { system: string; id: string }[] {
    const other = otherRole(role);
    return [{ system: this.participant(other), id: who.subjects[other] }];
  }
}

export const minute = 60_000;
export const hour = 60 * minute;
