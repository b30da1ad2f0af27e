import type { IntakesView } from '../generated';
import { ChoiceChip } from '../lists/FilterChip';
import { t } from '../words/words';
import { type IntakesFilter, intakeStates } from './intakes-address';

interface IntakeFiltersProps {
  filter: IntakesFilter;
  from: Pick<IntakesView, 'tanks' | 'sources'>;
  onChange(change: Partial<IntakesFilter>): void;
}

export function IntakeFilters({ filter, from, onChange }: IntakeFiltersProps) {
  return (
    <>
      <ChoiceChip
        name={t('intakes.filter.state')}
        chosen={filter.state}
        choices={intakeStates.map((value) => ({ value, label: t(`intakes.state.${value}`) }))}
        onChoose={(state) => onChange({ state })}
      />
      <ChoiceChip
        name={t('intakes.filter.target')}
        chosen={filter.target}
        choices={from.tanks.map(({ target, name, waiting }) => ({ value: target, label: `${name} (${waiting})` }))}
        onChoose={(target) => onChange({ target })}
      />
      <ChoiceChip
        name={t('intakes.filter.participant')}
        chosen={filter.participant}
        choices={from.sources.map(({ id, name }) => ({ value: id, label: name }))}
        onChoose={(participant) => onChange({ participant })}
      />
    </>
  );
}
