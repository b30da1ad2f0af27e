import type { ReactNode } from 'react';
import type { JourneyView } from '../generated';
import { Section } from '../frame/Section';
import { useAgencyWords } from '../words/agency-words';
import { t } from '../words/words';
import { receivedAtOf } from './in-words';
import classes from './Journey.module.css';

/** The envelope: who sent what under which id. */
export function JourneyFacts({ journey }: { journey: JourneyView }) {
  const words = useAgencyWords();
  const { type, row, participantName, participant, side, id, source, subject, time } = journey;
  const receivedAt = receivedAtOf(journey);
  return (
    <Section title={t('journey.facts')}>
      <dl className={classes.facts}>
        <Fact name={t('journey.type')}>
          <span className="code">{type}</span> {row !== null && <span className="quiet">{row}</span>}
        </Fact>
        <Fact name={t('journey.from')}>
          <bdi>{participantName}</bdi>{' '}
          <span className="quiet">
            {t(`side.${side}`)}, <span className="code">{participant}</span>
          </span>
        </Fact>
        {subject !== null && (
          <Fact name={t('journey.subject')}>
            <bdi className="code">{subject}</bdi>
          </Fact>
        )}
        <Fact name={t('journey.id')}>
          <span className="code">{id}</span>
        </Fact>
        <Fact name={t('journey.source')}>
          <span className="code">{source}</span>
        </Fact>
        {time !== null && <Fact name={t('journey.happened')}>{words.exact(time)}</Fact>}
        {receivedAt !== '' && <Fact name={t('journey.receivedAt')}>{words.exact(receivedAt)}</Fact>}
      </dl>
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
