import type { Candidate, Intake, IntakeSummary, ShownProfile } from '#delivery';
import type { IntakeCandidateView, IntakeView } from './intake-detail-views';
import type { IntakeProfileView, IntakeSummaryView } from './intake-views';

const iso = (time: Date | null): string | null => time?.toISOString() ?? null;

const profileOf = ({ name, emails, phones, address }: ShownProfile): IntakeProfileView => ({
  name,
  emails: [...emails],
  phones: phones.map(({ typed, e164 }) => ({ typed, e164 })),
  address,
});

export function summaryView(intake: IntakeSummary): IntakeSummaryView {
  const { target, targetName, personId, state, version, mergedWith, by, why, participant, participantName, subject, held, alike } = intake;
  return {
    target,
    targetName,
    personId,
    state,
    version,
    mergedWith,
    by,
    why,
    decidedAt: iso(intake.decidedAt),
    participant,
    participantName,
    subject,
    since: intake.since.toISOString(),
    profile: profileOf(intake.profile),
    held,
    alike,
    earlierSpam: intake.earlierSpam.map((one) => ({ ...one, at: iso(one.at) })),
  };
}

const candidateView = (candidate: Candidate): IntakeCandidateView => ({
  ...candidate,
  reasons: [...candidate.reasons],
  profile: profileOf(candidate.profile),
  persons: [...candidate.persons],
});

export function intakeView(intake: Intake, may: { readonly mayDecide: boolean; readonly masked: boolean }): IntakeView {
  return {
    ...summaryView(intake),
    did: intake.did.map((event) => ({ ...event, at: event.at.toISOString() })),
    linked: [...intake.linked],
    candidates: intake.candidates.map(candidateView),
    decisions: intake.decisions.map((decision) => ({ ...decision, at: decision.at.toISOString() })),
    ...may,
  };
}
