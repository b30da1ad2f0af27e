import type { Intake, IntakeCandidate, ReadIntake } from '../answers';
import type { Paint } from './paint';
import { table } from './table';

const reasons: Record<IntakeCandidate['reasons'][number]['rule'], (value: string) => string> = {
  sameEmail: (value) => `same e-mail ${value}`,
  samePhone: (value) => `same phone ${value}`,
  sameName: (value) => `same name ${value}`,
  otherName: (value) => `other name ${value}`,
};

const surely: Record<IntakeCandidate['sure'], string> = {
  likely: 'likely',
  possible: 'possible',
  unlikely: 'unlikely, perhaps the same household',
};

const whoOf = ({ profile: { name, emails, phones } }: { profile: Intake['profile'] }): string =>
  [name, emails[0], phones[0]?.typed].filter(Boolean).join(', ');

export function listed(intakes: readonly Intake[], paint: Paint): string {
  if (intakes.length === 0) return 'Nobody waits.';
  const rows = intakes.map((one) => [
    one.target,
    one.personId,
    whoOf(one),
    one.participant ?? '',
    one.state,
    String(one.held),
    String(one.alike),
    one.earlierSpam.length > 0 ? 'spam before' : '',
    one.since,
  ]);
  return table(paint, ['target', 'person', 'who', 'from', 'state', 'held', 'alike', '', 'since'], rows, ['held', 'alike']);
}

/** One intake in full: who, what they did, who they may be, who decided. */
export function drawIntake(intake: ReadIntake): string {
  const { candidates, linked, did, decisions } = intake;
  const lines = [
    `${whoOf(intake) || 'No name'} (${intake.personId})`,
    `${intake.state} at ${intake.target} since ${intake.since}, registered by ${intake.participant ?? 'a participant that is no more'}`,
    ...intake.earlierSpam.map((one) => `Spam before: ${one.personId}, said by ${one.by ?? 'somebody'}`),
    '',
    did.length === 0 ? 'Nothing was done yet.' : `Did, ${intake.held} of it held:`,
    ...did.map((one) => `  ${one.at}  ${one.type}  ${one.id}  ${one.state}${one.sentAs ? ` as ${one.sentAs}` : ''}`),
    '',
    ...linked.map(
      (one) => `Taken for ${one.subject} of ${one.participant} already (${one.rule ?? 'through another'}${one.by ? `, by ${one.by}` : ''})`,
    ),
    candidates.length === 0 ? 'Nobody known shares an address or a number.' : 'May be:',
    ...candidates.map(
      (one) =>
        `  ${one.personId}  ${whoOf(one)}  ${surely[one.sure]}: ${one.reasons.map(({ rule, value }) => reasons[rule](value)).join(', ')}${
          one.atTarget === null ? '' : `; ${one.atTarget} at the target`
        }${one.keptApartBy === null ? '' : `; kept apart by ${one.keptApartBy}`}`,
    ),
    ...(decisions.length === 0 ? [] : ['', 'Decided:']),
    ...decisions.map((one) => `  ${one.at}  ${one.verb} by ${one.by}${one.why ? `: ${one.why}` : ''}${one.other ? ` (${one.other})` : ''}`),
  ];
  return lines.join('\n');
}
