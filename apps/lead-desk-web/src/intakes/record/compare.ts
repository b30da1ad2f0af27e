import type { IntakeCandidateView, IntakeProfileView } from '../../generated';

export interface Compared {
  what: 'name' | 'email' | 'phone' | 'address';
  ours: readonly string[];
  theirs: readonly string[];
  /** Nothing where one of the two says nothing. */
  is: 'same' | 'differs' | undefined;
}

/** Line by line; what counts as the same name, address or number the lead desk has said already. */
export function comparedWith(ours: IntakeProfileView, { profile: theirs, reasons }: IntakeCandidateView): Compared[] {
  const said = new Set(reasons.map(({ rule }) => rule));
  const line = (what: Compared['what'], mine: readonly string[], other: readonly string[], same: boolean): Compared => ({
    what,
    ours: mine,
    theirs: other,
    is: same ? 'same' : mine.length > 0 && other.length > 0 ? 'differs' : undefined,
  });
  const one = (value: string | null): string[] => (value === null ? [] : [value]);
  const plain = (value: string | null): string => (value ?? '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
  return [
    line('name', one(ours.name), one(theirs.name), said.has('sameName')),
    line('email', ours.emails, theirs.emails, said.has('sameEmail')),
    line('phone', numbersIn(ours), numbersIn(theirs), said.has('samePhone')),
    line('address', one(ours.address), one(theirs.address), ours.address !== null && plain(ours.address) === plain(theirs.address)),
  ].filter((compared) => compared.ours.length + compared.theirs.length > 0);
}

const numbersIn = ({ phones }: IntakeProfileView): string[] => phones.map(({ typed }) => typed);
