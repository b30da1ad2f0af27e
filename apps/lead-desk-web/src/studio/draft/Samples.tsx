import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
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
import type { WaitingEvent } from '../studio-address';
import { useAccept } from '../studio-changes';
import { waitingEventQuery } from '../studio-queries';
import type { Findings } from './use-findings';
import type { Spot } from './use-place';

interface SamplesProps {
  draft: DraftView;
  findings: Findings;
  /** For which somebody came. */
  event: WaitingEvent | undefined;
  sample: string | undefined;
  choose(name: string): void;
  goTo(to: Spot): void;
}

/** The samples, what the chosen one leads to, and the way to run a past event in its place. */
export function Samples({ draft, findings, event, sample, choose, goTo }: SamplesProps) {
  const [choosing, setChoosing] = useState(false);
  const [chosen, setChosen] = useState<RanPast>();
  const waiting = useWaitingEvent(draft, event);
  const past = chosen ?? waiting.past;
  const setPast = (to: RanPast | undefined) => {
    setChosen(to);
    if (!to) waiting.leave();
  };
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
        <span className={classes.asides}>
          {waiting.back && (
            <Button size="compact-sm" variant="default" onClick={waiting.back}>
              {t('deliveries.runIt')}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => setChoosing(true)}
            leftSection={<IconHistory size={14} stroke={1.75} aria-hidden />}
          >
            {t('studio.past')}
          </Button>
        </span>
      }
    >
      {past ? (
        <KeepPast key={past.event.id} draft={draft} past={past} end={() => setPast(undefined)} kept={choose} />
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

/** The event that somebody came for, run anew with each revision until they turn to the samples. */
function useWaitingEvent(draft: DraftView, event: WaitingEvent | undefined) {
  const [left, setLeft] = useState(false);
  const { data: played } = useQuery(waitingEventQuery(draft, event));
  if (!event || !played) return { past: undefined, back: undefined, leave: () => setLeft(true) };
  const { type, participant, source, id } = event;
  return {
    past: left ? undefined : { type, event: { participant, source, id }, played },
    back: left ? () => setLeft(false) : undefined,
    leave: () => setLeft(true),
  };
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
