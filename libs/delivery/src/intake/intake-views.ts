import type { LikenessReason, Phone, Sureness } from '#lead';
import type { Side } from '#people-exchange';

/** Where an intake stands: `spam` is a rejection of its own kind. */
export type IntakeState = 'waiting' | 'admitted' | 'rejected' | 'spam';

export type IntakeVerb = 'approve' | 'reject' | 'spam' | 'merge' | 'undo' | 'separate';

/** One person at one target; an intake has no other name. */
export interface IntakePlace {
  readonly target: string;
  readonly personId: string;
}

export interface IntakeStanding extends IntakePlace {
  readonly state: IntakeState;
  /** How often it was decided on; who decides says what they saw. */
  readonly version: number;
  readonly mergedWith: string | null;
  readonly by: string | null;
  readonly why: string | null;
  readonly decidedAt: Date | null;
}

export interface ShownProfile {
  readonly name: string | null;
  readonly emails: readonly string[];
  readonly phones: readonly Phone[];
  readonly address: string | null;
}

export interface EarlierSpam {
  readonly personId: string;
  readonly by: string | null;
  readonly at: Date | null;
}

export interface IntakeSummary extends IntakeStanding {
  readonly targetName: string;
  /** The website that registered the person, and its own id. */
  readonly participant: string | null;
  readonly participantName: string | null;
  readonly subject: string | null;
  readonly since: Date;
  readonly profile: ShownProfile;
  /** How much of theirs is held. */
  readonly held: number;
  /** How many others share an address or a number with this person. */
  readonly alike: number;
  /** Others of the same website and address who were marked as spam; nothing follows from it by itself. */
  readonly earlierSpam: readonly EarlierSpam[];
}

export interface IntakeEvent {
  readonly participant: string;
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly at: Date;
  /** What became of it at the target. */
  readonly state: string;
  /** Under which of the target's ids it was delivered. */
  readonly sentAs: string | null;
  readonly message: string | null;
}

export interface KnownPerson {
  readonly personId: string;
  readonly participant: string;
  readonly participantName: string | null;
  readonly side: Side | null;
  readonly subject: string;
}

/** Somebody whom the bridge takes for the same human already, and by which rule or whose word. */
export interface LinkedPerson extends KnownPerson {
  readonly rule: string | null;
  readonly by: string | null;
}

export interface Candidate {
  /** Of the oldest of its persons; what a merge names. */
  readonly personId: string;
  readonly sure: Sureness;
  readonly reasons: readonly LikenessReason[];
  readonly profile: ShownProfile;
  readonly persons: readonly KnownPerson[];
  /** What the target calls this person, where it told. */
  readonly atTarget: string | null;
  /** The website that registered the intake keeps this one as another account. */
  readonly sameWebsite: boolean;
  /** Somebody said before that the two are not one. */
  readonly keptApartBy: string | null;
}

export interface IntakeDecision {
  readonly verb: IntakeVerb;
  readonly other: string | null;
  readonly by: string;
  readonly why: string | null;
  readonly at: Date;
}

export interface Intake extends IntakeSummary {
  /** Everything the person did, oldest first; the first 200. */
  readonly did: readonly IntakeEvent[];
  readonly linked: readonly LinkedPerson[];
  readonly candidates: readonly Candidate[];
  readonly decisions: readonly IntakeDecision[];
}
