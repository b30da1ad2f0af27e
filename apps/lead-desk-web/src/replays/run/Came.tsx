import classes from '../../connections/record/Record.module.css';
import { Fact } from '../../connections/record/Fact';
import { Section } from '../../frame/Section';
import type { ReplayView } from '../../generated';
import { Status } from '../../theme/Status';
import { useAgencyWords } from '../../words/agency-words';
import { t } from '../../words/words';

/** What came of what was sent so far. */
export function Came({ run: { state, delivered, refused, ignored, erased } }: { run: ReplayView }) {
  const words = useAgencyWords();
  if (state === 'planned') return null;
  return (
    <Section title={t('replays.came')}>
      <dl className={classes.facts}>
        <Fact name={t('replays.told')}>{words.number(delivered)}</Fact>
        <Fact name={t('replays.refused')}>{refused > 0 ? <Status tone="bad">{words.number(refused)}</Status> : words.number(refused)}</Fact>
        <Fact name={t('replays.ignored')}>{words.number(ignored)}</Fact>
        {erased > 0 && <Fact name={t('replays.erased')}>{words.number(erased)}</Fact>}
      </dl>
    </Section>
  );
}
