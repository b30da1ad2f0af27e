/** What the bridge's routes answer, as far as the commands print it. */
export interface Agency {
  id: string;
  name: string;
  zone: string;
}

export interface Participant {
  agency: string;
  id: string;
  name: string;
  side: 'website' | 'backOffice';
  mode: string;
  webhookUrl: string | null;
  state: 'active' | 'paused';
  admission: string;
  receives: { types?: string[]; offices?: string[]; gather?: { types: string[]; quietSeconds: number; atMostSeconds: number } };
  keys: { id: string; createdAt: string; expiresAt: string | null; revokedAt: string | null }[];
}

export interface MadeParticipant {
  participant: Participant;
  key: { id: string; key: string };
  webhookSecret: string | null;
}

export interface TargetTally {
  target: string;
  agency: string;
  name: string;
  side: 'website' | 'backOffice';
  routed: number;
  inFlight: number;
  /** Those of them that wait for more to go with them; older bridges say nothing of it. */
  gathered?: { events: number; until: string | null };
  held: { approval: number; parent: number; behind: number; replay: number };
  parked: number;
  delivered: number;
  ignored: number;
  skipped: number;
  erased: number;
  /** What replays told it, beside all that; older bridges say nothing of it. */
  replayed?: { underWay: number; delivered: number; ignored: number; refused: number; erased: number };
}

export interface Tally {
  accepted: number;
  repeated: number;
  unrouted: number;
  targets: TargetTally[];
}

export interface Attempt {
  number: number;
  at: string;
  tookMs: number;
  status: number | null;
  error: string | null;
  /** Events that went in this one request, where several may. */
  events?: number;
}

export interface JourneyTarget {
  target: string;
  name: string;
  state: string;
  reason: string | null;
  row: string | null;
  late: boolean;
  by: string | null;
  routedAt: string;
  endedAt: string | null;
  nextAttemptAt: string | null;
  attempts: Attempt[];
}

export interface Journey {
  participant: string;
  participantName: string;
  source: string;
  id: string;
  type: string;
  row: string | null;
  side: string;
  subject: string | null;
  personId: string | null;
  time: string | null;
  sentence: string;
  repeated: number;
  hops: { place: string; name: string; at: string | null; detail: string }[];
  targets: JourneyTarget[];
  /** What connections asked of their vendors for it, where that is known. */
  requests?: MadeRequest[];
  /** Beside its own deliveries; older bridges say nothing of it. */
  replays?: { run: string; name: string; state: string; reason: string | null; attempts: number; status: number | null; at: string }[];
}

/** What a connection asked of its vendor for an event. */
export interface MadeRequest {
  connection: string;
  request: string;
  at: string;
  method: string;
  path: string;
  status: number | null;
  tookMs: number;
  areas: { by: string; overlap: number }[];
}

export interface OpenDelivery {
  ref: string;
  target: string;
  source: string;
  id: string;
  type: string;
  state: string;
  reason: string | null;
  since: string;
}

export interface IntakeProfile {
  name: string | null;
  emails: string[];
  phones: { typed: string; e164: string | null }[];
  address: string | null;
}

/** Names, addresses and numbers come masked. */
export interface Intake {
  target: string;
  personId: string;
  participant: string | null;
  subject: string | null;
  state: 'waiting' | 'admitted' | 'rejected' | 'spam';
  since: string;
  profile: IntakeProfile;
  held: number;
  alike: number;
  earlierSpam: { personId: string; by: string | null; at: string | null }[];
}

export interface IntakeCandidate {
  personId: string;
  sure: 'likely' | 'possible' | 'unlikely';
  reasons: { rule: 'sameEmail' | 'samePhone' | 'sameName' | 'otherName'; value: string }[];
  profile: IntakeProfile;
  atTarget: string | null;
  keptApartBy: string | null;
}

export interface ReadIntake extends Intake {
  did: { type: string; id: string; at: string; state: string; sentAs: string | null }[];
  linked: { participant: string; subject: string; rule: string | null; by: string | null }[];
  candidates: IntakeCandidate[];
  decisions: { verb: string; other: string | null; by: string; why: string | null; at: string }[];
}

export interface DecidedIntake {
  target: string;
  personId: string;
  done: boolean;
  detail?: string;
}

export interface Connection {
  agency: string;
  id: string;
  name: string;
  pack: string;
  version: string;
  paused: boolean;
  state: string;
  says: string | null;
  hook: string;
  requestsToday: number;
  waiting: { toRead: number; parked: number; toSay: number };
  drift: number;
  off: string[];
  lists: { checkedAt: string | null; warnings: { says: string }[] };
}

export interface Drift {
  record: string;
  field: string;
  count: number;
  ours: string | null;
  theirs: string | null;
}

export interface Act {
  at: string;
  who: string;
  did: string;
  facts: Record<string, unknown>;
}

export interface ListedPack {
  name: string;
  version: string;
  title: string;
  publishedBy: string;
}

export interface ReplayRun {
  id: string;
  agency: string;
  target: string;
  kind: 'replay' | 'fill';
  state: 'planned' | 'running' | 'stopped' | 'done';
  by: string;
  plannedAt: string;
  startedAt: string | null;
  endedAt: string | null;
  atOnce: number;
  persons: number;
  events: number;
  counted: 'exactly' | 'atLeast' | 'atMost';
  personsDone: number;
  delivered: number;
  ignored: number;
  refused: number;
  erased: number;
}

export interface RefusedEvent {
  source: string;
  id: string;
  type: string;
  person: string;
  reason: string | null;
  at: string;
}

export interface PersonPreview {
  personId: string;
  more: boolean;
  events: {
    source: string;
    id: string;
    type: string;
    receivedAt: string;
    leftOut: string | null;
    would?: unknown;
    told: { id?: string; type?: string; at: string } | null;
    changes: { path: string; was?: unknown; would?: unknown }[];
  }[];
}

export interface SignOnProduct {
  id: string;
  name: string;
  audience: string;
  redirect: string;
}

export interface SignOn {
  website: string;
  personId: string;
  product: string;
  property: { system: string; id: string };
  state: string;
  why: string | null;
  askedAt: string;
  redeemedAt: string | null;
  usesAfter: number;
}
