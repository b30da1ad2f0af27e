import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { TypeChip } from '../events/EventFilters';
import { tallyQuery } from '../events/event-queries';
import { ChoiceChip } from '../lists/FilterChip';
import chips from '../lists/Filters.module.css';
import { PersonFilter } from '../people/PersonFilter';
import { Status } from '../theme/Status';
import { useAgencyWords } from '../words/agency-words';
import { t } from '../words/words';
import { type WaitingFilter, waitingStates } from './waiting-address';
import { allOf, toneOfWaiting, waitingCounts } from './waiting-words';

interface WaitingFiltersProps {
  filter: WaitingFilter;
  onChange(change: Partial<WaitingFilter>): void;
}

export function WaitingFilters({ filter, onChange }: WaitingFiltersProps) {
  const { data: tally } = useQuery(tallyQuery);
  const words = useAgencyWords();
  const targets = tally?.targets ?? [];
  const counts = waitingCounts(targets, filter.target);
  const choices = targets
    .map(({ target, name }) => ({ value: target, name, waiting: allOf(waitingCounts(targets, target)) }))
    .filter(({ value, waiting }) => waiting > 0 || value === filter.target)
    .map(({ value, name, waiting }) => ({ value, label: `${name} (${words.number(waiting)})` }));
  return (
    <>
      <div role="group" aria-label={t('deliveries.filter.state')} style={{ display: 'contents' }}>
        <UnstyledButton className={chips.pressed} aria-pressed={filter.state === undefined} onClick={() => onChange({ state: undefined })}>
          {t('deliveries.filter.all')}
        </UnstyledButton>
        {waitingStates
          .filter((state) => state === filter.state || state === 'parked' || counts[state] > 0)
          .map((state) => (
            <UnstyledButton
              key={state}
              className={chips.pressed}
              aria-pressed={filter.state === state}
              onClick={() => onChange({ state: filter.state === state ? undefined : state })}
            >
              <Status tone={toneOfWaiting[state]}>{t(`state.${state}`)}</Status>
              {tally && <span className={chips.count}>{words.number(counts[state])}</span>}
            </UnstyledButton>
          ))}
      </div>
      <ChoiceChip
        name={t('deliveries.filter.target')}
        chosen={filter.target}
        choices={choices}
        onChoose={(target) => onChange({ target })}
      />
      <TypeChip chosen={filter.type ?? []} onChoose={(type) => onChange({ type: type.length > 0 ? type : undefined })} />
      <PersonFilter chosen={filter.person} onChoose={(person) => onChange({ person })} />
    </>
  );
}
