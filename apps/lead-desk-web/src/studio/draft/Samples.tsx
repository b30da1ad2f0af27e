import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { Section } from '../../frame/Section';
import { Trouble } from '../../frame/Trouble';
import type { DraftView } from '../../generated';
import { Status } from '../../theme/Status';
import { t } from '../../words/words';
import { ChoosePast } from '../past/ChoosePast';
import { KeepPast } from '../past/KeepPast';
import type { RanPast } from '../past/ran-past';
import classes from '../played/Played.module.css';
import { PlayedPanes } from '../played/PlayedPanes';
import { useAccept } from '../studio-changes';
import type { Findings } from './use-findings';
import type { Spot } from './use-place';

interface SamplesProps {
  draft: DraftView;
  findings: Findings;
  sample: string | undefined;
  choose(name: string): void;
  goTo(to: Spot): void;
}

/** The samples, what the chosen one leads to, and the way to run a past event in its place. */
export function Samples({ draft, findings, sample, choose, goTo }: SamplesProps) {
  const [choosing, setChoosing] = useState(false);
  const [past, setPast] = useState<RanPast>();
  const accept = useAccept(draft);
  const shown = past?.played ?? findings.played;
  const goToExpression = (at: string) => {
    const [, file = at, line = '1'] = /^(.*):(\d+)$/u.exec(at) ?? [];
    goTo({ file, line: Number(line), column: 1 });
  };
  const isNews = sample !== undefined && (findings.tried.get(sample)?.length ?? 0) > 0 && findings.played?.played != null;
  return (
    <Section
      title={t('studio.samples')}
      aside={
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => setChoosing(true)}
          leftSection={<IconHistory size={14} stroke={1.75} aria-hidden />}
        >
          {t('studio.past')}
        </Button>
      }
    >
      {past ? (
        <KeepPast draft={draft} past={past} end={() => setPast(undefined)} kept={choose} />
      ) : (
        <Chips findings={findings} sample={sample} choose={choose} />
      )}
      {findings.error && <Trouble error={findings.error} />}
      {shown && <PlayedPanes key={past ? 'past' : sample} played={shown} past={past !== undefined} goTo={goToExpression} />}
      {!past && isNews && (
        <div className={classes.past}>
          <Button variant="default" loading={accept.isPending} onClick={() => accept.mutate(sample)}>
            {t('studio.accept')}
          </Button>
        </div>
      )}
      <ChoosePast draft={draft} types={findings.types} opened={choosing} close={() => setChoosing(false)} ran={setPast} />
    </Section>
  );
}

function Chips({ findings: { samples, tried }, sample, choose }: Pick<SamplesProps, 'findings' | 'sample' | 'choose'>) {
  return (
    <div className={classes.chips} role="group" aria-label={t('studio.sample')}>
      {samples.map(({ name }) => {
        const differences = tried.get(name);
        const tone = differences === undefined ? 'quiet' : differences.length > 0 ? 'bad' : 'good';
        return (
          <button key={name} type="button" className={classes.chip} aria-pressed={name === sample} onClick={() => choose(name)}>
            <Status tone={tone}>{name}</Status>
            {differences && <span className="quiet">{t(differences.length > 0 ? 'studio.sampleDiffers' : 'studio.samplePasses')}</span>}
          </button>
        );
      })}
    </div>
  );
}
