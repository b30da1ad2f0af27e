/** The two speakers of a day. */
export type Role = 'website' | 'backOffice';

/** A CloudEvent as a participant sends it. */
export interface SentCloudEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  subject?: string;
  time: string;
  datacontenttype: 'application/json';
  dataschema?: string;
  sequence?: string;
  data: unknown;
}

/** Whether the twin on the other side must hold an event in the end. `either`: an erasure or a race may decide. */
export type Reach = 'must' | 'never' | 'either';

export interface PlannedEvent {
  event: SentCloudEvent;
  reach: Reach;
  /** Data that names other persons or areas arrives translated, so it cannot be compared byte by byte. */
  translated: boolean;
}

export type Expectation = { status: 202 } | { status: number; rule: string };

/** Why a request is in the day at all, beyond believable traffic. */
export type Peculiarity = 'burst' | 'twice' | 'late' | 'bad' | 'sameIdOtherBody';

export interface PlannedRequest {
  /** Place in the day, from 0. */
  n: number;
  role: Role;
  /** When it happens in the day, in milliseconds from its start. */
  atMs: number;
  /** Persons whose order it keeps: it is sent only after the answers to all earlier requests of each of them. */
  persons: string[];
  mode: 'structured' | 'binary' | 'batch' | 'raw';
  events: PlannedEvent[];
  /** With mode `raw`: what is sent in place of the events. */
  raw?: { contentType: string; body: string };
  expect: Expectation;
  peculiarity?: Peculiarity;
  /** Events (`eventKey`) that the twin of a role must hold before this is said: one answers what one has heard. */
  after: { role: Role; key: string }[];
}

export interface Day {
  seed: string;
  startsAt: Date;
  agency: string;
  participants: Record<Role, string>;
  people: number;
  requests: PlannedRequest[];
}

export function otherRole(role: Role): Role {
  return role === 'website' ? 'backOffice' : 'website';
}
