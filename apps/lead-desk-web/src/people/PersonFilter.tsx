import { TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FilterChip } from '../lists/FilterChip';
import classes from '../lists/Filters.module.css';
import { t } from '../words/words';
import { foundPeopleQuery, personQuery } from './people-queries';

/** Keeps to what one person did. */
export function PersonFilter({ chosen, onChoose }: { chosen: string | undefined; onChoose(person: string | undefined): void }) {
  const person = useQuery({ ...personQuery(chosen ?? ''), enabled: chosen !== undefined });
  const value = chosen === undefined ? undefined : <bdi>{person.data?.summary.name ?? person.data?.summary.email ?? t('loading')}</bdi>;
  return (
    <FilterChip name={t('events.filter.person')} value={value} onClear={() => onChoose(undefined)}>
      {(close) => (
        <Find
          onChoose={(id) => {
            onChoose(id);
            close();
          }}
        />
      )}
    </FilterChip>
  );
}

function Find({ onChoose }: { onChoose(id: string): void }) {
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), 150);
  const { data: found } = useQuery({ ...foundPeopleQuery(words), enabled: words !== '' });
  return (
    <div className={classes.found}>
      <TextInput
        size="xs"
        mb={4}
        data-autofocus
        aria-label={t('events.findPerson')}
        placeholder={t('events.findPerson')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ul className={classes.choices}>
        {words !== '' &&
          found?.map((person) => (
            <li key={person.id}>
              <UnstyledButton className={classes.choice} onClick={() => onChoose(person.id)}>
                <bdi>{person.name ?? t('unnamed')}</bdi>
                <div className="quiet cut">{person.email ?? person.phone}</div>
              </UnstyledButton>
            </li>
          ))}
      </ul>
    </div>
  );
}
