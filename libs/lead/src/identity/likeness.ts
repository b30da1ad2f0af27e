import { emailKey } from './email-key';
import { type Phone, phoneKey } from './phone-key';
import { sameName } from './same-name';

/** What is known of somebody, as far as it tells whether two persons are one. */
export interface Profile {
  readonly name: string | null;
  readonly emails: readonly string[];
  readonly phones: readonly Phone[];
  readonly address: string | null;
}

export interface LikenessReason {
  readonly rule: 'sameEmail' | 'samePhone' | 'sameName' | 'otherName';
  /** The address, number or name that says so, as the candidate has it. */
  readonly value: string;
}

/** `unlikely`: the same number under another name is a household rather than one person (X8). */
export type Sureness = 'likely' | 'possible' | 'unlikely';

export interface Likeness {
  readonly sure: Sureness;
  readonly reasons: readonly LikenessReason[];
}

/**
 * Whether a candidate may be the very person: by e-mail, then by number and name. It never decides: that is a person's.
 * @returns undefined where nothing speaks for it
 */
export function likenessOf(person: Profile, candidate: Profile): Likeness | undefined {
  const emails = new Set(person.emails.map(emailKey));
  const sharedEmails = candidate.emails.filter((email) => emails.has(emailKey(email)));
  const sharedPhones = candidate.phones.filter((theirs) => person.phones.some((ours) => samePhone(ours, theirs)));
  if (sharedEmails.length + sharedPhones.length === 0) return undefined;
  const named = person.name !== null && candidate.name !== null;
  const same = named && sameName(person.name, candidate.name);
  const reasons: LikenessReason[] = [
    ...sharedEmails.map((value) => ({ rule: 'sameEmail' as const, value })),
    ...sharedPhones.map(({ typed }) => ({ rule: 'samePhone' as const, value: typed })),
    ...(candidate.name !== null && named ? [{ rule: same ? ('sameName' as const) : ('otherName' as const), value: candidate.name }] : []),
  ];
  return { sure: surenessOf(sharedEmails.length > 0, named ? same : undefined), reasons };
}

function surenessOf(byEmail: boolean, name: boolean | undefined): Sureness {
  if (name === true) return 'likely';
  if (name === undefined) return byEmail ? 'likely' : 'possible';
  return byEmail ? 'possible' : 'unlikely';
}

/** Where both are in E.164 all of it counts. */
function samePhone(a: Phone, b: Phone): boolean {
  if (a.e164 !== null && b.e164 !== null) return a.e164 === b.e164;
  const key = phoneKey(a);
  return key !== undefined && key === phoneKey(b);
}
