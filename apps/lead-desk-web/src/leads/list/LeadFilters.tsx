import { CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { oneOf } from '../../frame/address';
import { ChoiceChip } from '../../lists/FilterChip';
import { t, wordFor } from '../../words/words';
import { leadChoicesQuery } from '../lead-queries';
import { actWord, assignmentWord, planWord, sourceWord, statusWord } from '../lead-words';
import {
  assignments,
  intents,
  type LeadsFilter,
  openedDays,
  plans,
  ratings,
  recordStatuses,
  requests,
  searchFields,
  stages,
} from '../leads-address';
import classes from '../Leads.module.css';
import { findId } from './use-lead-keys';

interface FiltersProps {
  filter: LeadsFilter;
  onChange(change: Partial<LeadsFilter>): void;
}

const choicesOf = <T extends string>(values: readonly T[], word: (value: T) => string) =>
  values.map((value) => ({ value, label: word(value) }));

/** What to look for and where, then a chip per filter. */
export function LeadFilters({ filter, onChange }: FiltersProps) {
  const { data: known } = useQuery(leadChoicesQuery);
  const agents = [
    { value: 'me', label: t('leads.me') },
    { value: 'nobody', label: t('leads.nobody') },
    ...(known?.agents ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ];
  const sources = (known?.sources ?? []).map(({ id, name }) => ({ value: id, label: sourceWord(name) }));
  const offices = (known?.offices ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Find key={filter.search === undefined ? 'none' : 'some'} filter={filter} onChange={onChange} />
      <ChoiceChip
        name={t('leads.filter.stage')}
        chosen={filter.stage}
        choices={choicesOf(stages, (value) => wordFor('stage', value))}
        onChoose={(stage) => onChange({ stage })}
      />
      <ChoiceChip
        name={t('leads.filter.request')}
        chosen={filter.request}
        choices={choicesOf(requests, (value) => (value === 'any' ? t('leads.anyRequest') : actWord(value)))}
        onChoose={(request) => onChange({ request })}
      />
      <ChoiceChip
        name={t('leads.filter.plan')}
        chosen={filter.plan}
        choices={choicesOf(plans, planWord)}
        onChoose={(plan) => onChange({ plan })}
      />
      <ChoiceChip name={t('leads.filter.agent')} chosen={filter.whose} choices={agents} onChoose={(whose) => onChange({ whose })} />
      <ChoiceChip
        name={t('leads.filter.assignment')}
        chosen={filter.assignment}
        choices={choicesOf(assignments, assignmentWord)}
        onChoose={(assignment) => onChange({ assignment })}
      />
      <ChoiceChip
        name={t('leads.filter.intent')}
        chosen={filter.intent}
        choices={choicesOf(intents, (value) => wordFor('intent', value))}
        onChoose={(intent) => onChange({ intent })}
      />
      <ChoiceChip
        name={t('leads.filter.rating')}
        chosen={filter.rating}
        choices={choicesOf(ratings, (value) => t('leads.ratingOf', { count: Number(value) }))}
        onChoose={(rating) => onChange({ rating })}
      />
      <ChoiceChip name={t('leads.filter.source')} chosen={filter.source} choices={sources} onChoose={(source) => onChange({ source })} />
      {offices.length > 0 && (
        <ChoiceChip name={t('leads.filter.office')} chosen={filter.office} choices={offices} onChoose={(office) => onChange({ office })} />
      )}
      <ChoiceChip
        name={t('leads.filter.opened')}
        chosen={filter.opened}
        choices={choicesOf(openedDays, (value) => t('leads.sinceDays', { count: Number(value) }))}
        onChoose={(opened) => onChange({ opened })}
      />
      <ChoiceChip
        name={t('leads.filter.recordStatus')}
        chosen={filter.recordStatus}
        choices={choicesOf(recordStatuses, statusWord)}
        onChoose={(recordStatus) => onChange({ recordStatus })}
      />
    </>
  );
}

function Find({ filter, onChange }: FiltersProps) {
  const [typed, setTyped] = useState(filter.search ?? '');
  const find = useDebouncedCallback((text: string) => onChange({ search: text.trim() || undefined }), 200);
  const type = (text: string) => {
    setTyped(text);
    find(text);
  };
  return (
    <span className={classes.find}>
      <NativeSelect
        className={classes.findIn}
        size="xs"
        aria-label={t('leads.findIn')}
        value={filter.in ?? 'any'}
        data={searchFields.map((value) => ({ value, label: t(`leads.in.${value}`) }))}
        onChange={(event) => {
          const field = oneOf(event.currentTarget.value, searchFields);
          onChange({ in: field === 'any' ? undefined : field });
        }}
      />
      <TextInput
        id={findId}
        className={classes.findWords}
        size="xs"
        aria-label={t('leads.find')}
        placeholder={t('leads.find')}
        rightSection={
          typed !== '' && <CloseButton size="xs" aria-label={t('list.remove', { name: t('leads.find') })} onClick={() => type('')} />
        }
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
      />
    </span>
  );
}
