import { TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Section } from '../../frame/Section';
import { nameOf } from '../../people/people-columns';
import { foundPeopleQuery } from '../../people/people-queries';
import { t } from '../../words/words';
import classes from './Intake.module.css';
import type { MergeChoice } from './use-intake-decisions';

/** Somebody known whom no address or number brought up. */
export function FindOther({ onChoose }: { onChoose(choice: MergeChoice): void }) {
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), 200);
  const { data } = useQuery({ ...foundPeopleQuery(words), enabled: words.length >= 2 });
  const found = words.length >= 2 ? (data ?? []) : [];
  return (
    <Section title={t('intakes.other')}>
      <TextInput
        aria-label={t('intakes.findOther')}
        placeholder={t('intakes.findOther')}
        leftSection={<IconSearch size={14} stroke={1.75} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ul className={classes.found}>
        {found.map((person) => (
          <li key={person.id}>
            <UnstyledButton className={classes.foundOne} onClick={() => onChoose({ personId: person.id, name: nameOf(person) })}>
              <bdi>{nameOf(person)}</bdi> <span className="quiet">{[person.email, person.phone].filter(Boolean).join(' · ')}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}
