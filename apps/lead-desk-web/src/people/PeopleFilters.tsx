import { ChoiceChip } from '../lists/FilterChip';
import { t, wordFor } from '../words/words';
import { type PeopleFilter, recencies } from './people-address';

const intents = ['buy', 'rent', 'sell', 'let'];
const roles = ['buyer', 'occupier', 'vendor', 'landlord'];
const visits = ['2', '5', '10', '25'];

export function PeopleFilters({ filter, onChange }: { filter: PeopleFilter; onChange(change: Partial<PeopleFilter>): void }) {
  return (
    <>
      <ChoiceChip
        name={t('people.filter.recency')}
        chosen={filter.recency}
        choices={recencies.map((value) => ({ value, label: t('people.lastDays', { count: Number(value) }) }))}
        onChoose={(recency) => onChange({ recency })}
      />
      <ChoiceChip
        name={t('people.filter.openLead')}
        chosen={filter.openLead}
        choices={[
          { value: 'true', label: t('people.withLead') },
          { value: 'false', label: t('people.withoutLead') },
        ]}
        onChoose={(openLead) => onChange({ openLead })}
      />
      <ChoiceChip
        name={t('people.filter.client')}
        chosen={filter.client}
        choices={[
          { value: 'true', label: t('people.areClients') },
          { value: 'false', label: t('people.noClients') },
        ]}
        onChoose={(client) => onChange({ client })}
      />
      <ChoiceChip
        name={t('people.filter.intent')}
        chosen={filter.intent}
        choices={intents.map((value) => ({ value, label: wordFor('intent', value) }))}
        onChoose={(intent) => onChange({ intent })}
      />
      <ChoiceChip
        name={t('people.filter.role')}
        chosen={filter.role}
        choices={roles.map((value) => ({ value, label: wordFor('role', value) }))}
        onChoose={(role) => onChange({ role })}
      />
      <ChoiceChip
        name={t('people.filter.minVisits')}
        chosen={filter.minVisits === undefined ? undefined : String(filter.minVisits)}
        choices={[...new Set([...visits, ...(filter.minVisits === undefined ? [] : [String(filter.minVisits)])])].map((value) => ({
          value,
          label: t('people.atLeast', { count: Number(value) }),
        }))}
        onChoose={(value) => onChange({ minVisits: value === undefined ? undefined : Number(value) })}
      />
    </>
  );
}
