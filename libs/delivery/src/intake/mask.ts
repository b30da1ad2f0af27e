import type { Candidate, Intake, IntakeSummary, ShownProfile } from './intake-views';

const dots = '•••';
const first = (text: string): string => [...text][0] ?? '';

export const maskedName = (name: string): string =>
  name
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `${first(word)}.`)
    .join(' ');

export const maskedEmail = (email: string): string => `${first(email)}${dots}${email.slice(Math.max(0, email.lastIndexOf('@')))}`;
export const maskedPhone = (phone: string): string => `${dots} ${phone.replace(/\D/g, '').slice(-2)}`;

const maskedProfile = ({ name, emails, phones, address }: ShownProfile): ShownProfile => ({
  name: name === null ? null : maskedName(name),
  emails: emails.map(maskedEmail),
  phones: phones.map(({ typed, e164 }) => ({ typed: maskedPhone(e164 ?? typed), e164: null })),
  address: address === null ? null : dots,
});

const maskedBy = { sameEmail: maskedEmail, samePhone: maskedPhone, sameName: maskedName, otherName: maskedName } as const;

const maskedCandidate = (candidate: Candidate): Candidate => ({
  ...candidate,
  profile: maskedProfile(candidate.profile),
  reasons: candidate.reasons.map(({ rule, value }) => ({ rule, value: maskedBy[rule](value) })),
});

/** For eyes that may see what happens, but not to whom. What people wrote is left out, since it may name anybody. */
export function maskedSummary<T extends IntakeSummary>(intake: T): T {
  return { ...intake, profile: maskedProfile(intake.profile), why: intake.why === null ? null : dots };
}

export function maskedIntake(intake: Intake): Intake {
  return {
    ...maskedSummary(intake),
    did: intake.did.map((event) => ({ ...event, message: null })),
    candidates: intake.candidates.map(maskedCandidate),
    decisions: intake.decisions.map((decision) => ({ ...decision, why: decision.why === null ? null : dots })),
  };
}
