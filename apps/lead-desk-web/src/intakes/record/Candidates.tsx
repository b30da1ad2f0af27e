import { Button } from '@mantine/core';
import { Section } from '../../frame/Section';
import type { IntakeView, LinkedPersonView } from '../../generated';
import { t } from '../../words/words';
import { CandidateCard } from './CandidateCard';
import { FindOther } from './FindOther';
import classes from './Intake.module.css';
import type { IntakeDecisions } from './use-intake-decisions';

/** Whom this may be: linked already, alike and why, or somebody who is looked for. Nothing is decided by itself. */
export function Candidates({ intake, decisions }: { intake: IntakeView; decisions: IntakeDecisions }) {
  const { candidates, linked } = intake;
  return (
    <>
      {linked.length > 0 && (
        <Section title={t('intakes.linked')}>
          {linked.map((person) => (
            <div key={person.personId} className={classes.linked}>
              <span>
                <span className="code">{person.subject}</span> {person.participantName ?? person.participant}{' '}
                <span className="quiet">{linkWords(person)}</span>
              </span>
              {intake.mayDecide && intake.mergedWith === null && (
                <Button size="compact-sm" variant="subtle" color="gray" onClick={() => decisions.separate(person.personId)}>
                  {t('intakes.separate')}
                </Button>
              )}
            </div>
          ))}
        </Section>
      )}
      <Section title={t('intakes.candidates')}>
        {candidates.length === 0 && <p className="quiet">{t('intakes.noCandidates')}</p>}
        <div className={classes.cards}>
          {candidates.map((candidate) => (
            <CandidateCard
              key={candidate.personId}
              intake={intake}
              candidate={candidate}
              onMerge={decisions.may('merge') ? decisions.askMerge : undefined}
            />
          ))}
        </div>
      </Section>
      {decisions.may('merge') && <FindOther onChoose={decisions.askMerge} />}
    </>
  );
}

const rules = ['email', 'externalId', 'bridgeId', 'answer', 'merge'] as const;

function linkWords({ rule, by }: LinkedPersonView): string {
  return t(`intakes.linkedBy.${rules.find((each) => each === rule) ?? 'other'}`, { who: by ?? '' });
}
