import { Checkbox, TextInput, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceChip, FilterChip } from '../lists/FilterChip';
import chips from '../lists/Filters.module.css';
import { PersonFilter } from '../people/PersonFilter';
import { Status } from '../theme/Status';
import { useAgencyWords } from '../words/agency-words';
import { t } from '../words/words';
import { eventWords } from './event-columns';
import { eventTypesQuery, tallyQuery } from './event-queries';
import type { EventFilter } from './events-address';
import { countsOf, outcomes, sides, toneOf } from './outcomes';

interface EventFiltersProps {
  filter: EventFilter;
  onChange(change: Partial<EventFilter>): void;
}

export function EventFilters({ filter, onChange }: EventFiltersProps) {
  return (
    <>
      <TypeChip chosen={filter.type ?? []} onChoose={(type) => onChange({ type: type.length > 0 ? type : undefined })} />
      <ChoiceChip
        name={t('events.filter.side')}
        chosen={filter.side}
        choices={sides.map((value) => ({ value, label: t(`side.${value}`) }))}
        onChoose={(side) => onChange({ side })}
      />
      <PersonFilter chosen={filter.person} onChoose={(person) => onChange({ person })} />
    </>
  );
}

/** One press to what needs a look: outcomes with how many deliveries each has. */
export function OutcomeSwitch({ filter, onChange }: EventFiltersProps) {
  const { data: tally } = useQuery(tallyQuery);
  const words = useAgencyWords();
  const counts = tally && countsOf(tally);
  const shown = outcomes.filter(
    (outcome) => outcome === filter.outcome || !counts || counts[outcome] > 0 || ['parked', 'held', 'inFlight'].includes(outcome),
  );
  return (
    <div role="group" aria-label={t('events.filter.outcome')} style={{ display: 'contents' }}>
      <UnstyledButton
        className={chips.pressed}
        aria-pressed={filter.outcome === undefined}
        onClick={() => onChange({ outcome: undefined })}
      >
        {t('events.filter.all')}
      </UnstyledButton>
      {shown.map((outcome) => (
        <UnstyledButton
          key={outcome}
          className={chips.pressed}
          aria-pressed={filter.outcome === outcome}
          title={counts && outcome !== 'unrouted' ? t('events.deliveries', { count: counts[outcome] }) : undefined}
          onClick={() => onChange({ outcome: filter.outcome === outcome ? undefined : outcome })}
        >
          <Status tone={toneOf(outcome)}>{t(`outcome.${outcome}`)}</Status>
          {counts && <span className={chips.count}>{words.number(counts[outcome])}</span>}
        </UnstyledButton>
      ))}
    </div>
  );
}

/** Keeps to some types. */
export function TypeChip({ chosen, onChoose }: { chosen: readonly string[]; onChoose(types: string[]): void }) {
  const { data } = useQuery(eventTypesQuery);
  const [find, setFind] = useState('');
  const [only] = chosen;
  const value = only === undefined ? undefined : chosen.length === 1 ? eventWords(only) : chosen.length;
  const found = (data?.types ?? []).filter(({ type }) => `${type} ${eventWords(type)}`.toLowerCase().includes(find.toLowerCase()));
  return (
    <FilterChip name={t('events.filter.type')} value={value} onClear={() => onChoose([])}>
      {() => (
        <div className={chips.found}>
          <TextInput
            size="xs"
            mb={4}
            data-autofocus
            aria-label={t('events.findType')}
            placeholder={t('events.findType')}
            value={find}
            onChange={(event) => setFind(event.currentTarget.value)}
          />
          <ul className={chips.choices}>
            {found.map(({ type, row, description }) => (
              <li key={type} title={description}>
                <Checkbox
                  size="xs"
                  my={6}
                  mx={6}
                  label={
                    <>
                      {eventWords(type)} <span className="quiet">{row}</span>
                    </>
                  }
                  checked={chosen.includes(type)}
                  onChange={() => onChoose(chosen.includes(type) ? chosen.filter((each) => each !== type) : [...chosen, type])}
                />
              </li>
            ))}
          </ul>
        </div>
      )}
    </FilterChip>
  );
}
