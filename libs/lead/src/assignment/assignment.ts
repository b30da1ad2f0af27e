/** Whose a lead is, or could become (DESIGN words). */
export const assignmentStates = ['unassigned', 'offered', 'accepted', 'rejected', 'expired', 'claimed', 'withdrawn'] as const;
export type AssignmentState = (typeof assignmentStates)[number];

export interface Assignment {
  readonly state: AssignmentState;
  /** Who has it: after acceptance or claim. */
  readonly agent: string | null;
  /** Who may accept or claim it now; several where the first to claim has it. */
  readonly offeredTo: readonly string[];
  /** When the offer runs out, RFC 3339 UTC; nothing where it does not. */
  readonly until: string | null;
  /** Offers since it was last assigned to nobody that came to nothing. */
  readonly offers: number;
  /** The pond it is in, of whose members the first to claim it has it. */
  readonly pond: string | null;
}

export const unassigned: Assignment = { state: 'unassigned', agent: null, offeredTo: [], until: null, offers: 0, pond: null };

/** What can happen to the assignment of a lead. */
export type Act =
  /** To one, by the rule or by hand; to several, of whom the first has it. */
  | { readonly kind: 'offer'; readonly to: readonly string[]; readonly until: string | null }
  | { readonly kind: 'accept'; readonly by: string }
  | { readonly kind: 'reject'; readonly by: string; readonly reason: string }
  /** The time to accept is over. */
  | { readonly kind: 'expire' }
  /** Taken from whoever has it, or was offered it. */
  | { readonly kind: 'withdraw' }
  /** Into a pond, for as long as it takes; once more where its members change. */
  | { readonly kind: 'pond'; readonly pond: string; readonly members: readonly string[] }
  /** Its pond was deleted, or has no members any more. */
  | { readonly kind: 'pondGone' };

/** Why an act is refused; the words say what happened and to whom it can be told. */
export type Refused =
  | { readonly why: 'notOffered' }
  | { readonly why: 'offeredToOthers' }
  | { readonly why: 'taken'; readonly agent: string }
  | { readonly why: 'tooLate'; readonly until: string }
  | { readonly why: 'notYet'; readonly until: string | null }
  /** Who does not want a lead of a pond leaves it to the others by doing nothing. */
  | { readonly why: 'inPond' }
  | { readonly why: 'nobody' };

export type Acted =
  | { readonly kind: 'changed'; readonly assignment: Assignment }
  /** It is so already: a second click, or another tab. */
  | { readonly kind: 'same' }
  | { readonly kind: 'refused'; readonly because: Refused };

const refused = (because: Refused): Acted => ({ kind: 'refused', because });
const changed = (assignment: Assignment): Acted => ({ kind: 'changed', assignment });

/** What comes of an act on an assignment (F4, F10, F14, X11). @param at RFC 3339 UTC, of our own clock */
export function act(before: Assignment, one: Act, at: string): Acted {
  switch (one.kind) {
    case 'offer':
      return offer(before, one);
    case 'accept':
      return accept(before, one.by, at);
    case 'reject':
      return reject(before, one.by, at);
    case 'expire':
      return expire(before, at);
    case 'withdraw':
      return before.state === 'unassigned' || before.state === 'withdrawn'
        ? { kind: 'same' }
        : changed({ ...unassigned, state: 'withdrawn' });
    case 'pond':
      return intoPond(before, one);
    case 'pondGone':
      return before.pond === null ? { kind: 'same' } : changed(unassigned);
  }
}

/** A lead that somebody has is given on only after it was withdrawn, so that it is nobody's for no moment and two people's never. */
function offer(before: Assignment, { to, until }: Extract<Act, { kind: 'offer' }>): Acted {
  if (to.length === 0) return refused({ why: 'nobody' });
  if (before.agent !== null) return refused({ why: 'taken', agent: before.agent });
  return changed({ ...before, state: 'offered', offeredTo: to, until, pond: null });
}

function intoPond(before: Assignment, { pond, members }: Extract<Act, { kind: 'pond' }>): Acted {
  if (members.length === 0) return refused({ why: 'nobody' });
  if (before.agent !== null) return refused({ why: 'taken', agent: before.agent });
  if (before.pond === pond && sameMembers(before.offeredTo, members)) return { kind: 'same' };
  return changed({ ...before, state: 'offered', offeredTo: members, until: null, pond });
}

const sameMembers = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((member) => b.includes(member));

function accept(before: Assignment, by: string, at: string): Acted {
  if (before.agent === by) return { kind: 'same' };
  if (before.agent !== null) return refused({ why: 'taken', agent: before.agent });
  const doubt = notOffered(before, by, at);
  if (doubt) return refused(doubt);
  const state = before.pond !== null || before.offeredTo.length > 1 ? 'claimed' : 'accepted';
  return changed({ ...unassigned, state, agent: by });
}

function reject(before: Assignment, by: string, at: string): Acted {
  if (before.state === 'rejected') return { kind: 'same' };
  if (before.agent !== null) return refused({ why: 'taken', agent: before.agent });
  const doubt = notOffered(before, by, at);
  if (doubt) return refused(doubt);
  if (before.pond !== null) return refused({ why: 'inPond' });
  const others = before.offeredTo.filter((agent) => agent !== by);
  // One of several who does not want it leaves it to the others.
  if (others.length > 0) return changed({ ...before, offeredTo: others });
  return changed({ ...before, state: 'rejected', offeredTo: [], until: null, offers: before.offers + 1 });
}

function expire(before: Assignment, at: string): Acted {
  // It was accepted, rejected or withdrawn in time, or is offered anew.
  if (before.state !== 'offered') return { kind: 'same' };
  if (before.until === null || before.until > at) return refused({ why: 'notYet', until: before.until });
  return changed({ ...before, state: 'expired', offeredTo: [], until: null, offers: before.offers + 1 });
}

function notOffered({ state, offeredTo, until }: Assignment, by: string, at: string): Refused | undefined {
  if (state !== 'offered') return { why: 'notOffered' };
  if (!offeredTo.includes(by)) return { why: 'offeredToOthers' };
  // Whoever is late hears so, also where nobody has withdrawn it yet.
  return until !== null && until <= at ? { why: 'tooLate', until } : undefined;
}
