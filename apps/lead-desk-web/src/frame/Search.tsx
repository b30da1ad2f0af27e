import { Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { t } from '../words/words';
import { searchStore } from './open-search';
import { useFirstChosen } from './first-chosen';
import classes from './Search.module.css';
import { useFound } from './search-finds';

/** The one search: people, events by id, screens, and every action. */
export function Search() {
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), 120);
  const { groups, looking } = useFound(typed.trim(), words);
  useFirstChosen(groups.flatMap(({ finds }) => finds.map(({ key }) => key)).join());
  return (
    <Spotlight.Root
      store={searchStore}
      query={typed}
      onQueryChange={setTyped}
      shortcut={['mod + K']}
      clearQueryOnClose
      scrollable
      maxHeight={420}
      size={600}
      transitionProps={{ duration: 80 }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      returnFocus
    >
      <Modal.Title className="unseen">{t('nav.search')}</Modal.Title>
      <Spotlight.Search
        autoFocus
        placeholder={t('search.placeholder')}
        aria-label={t('search.placeholder')}
        leftSection={<IconSearch size={18} stroke={1.6} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {groups.map(({ label, finds }) => (
          <Spotlight.ActionsGroup key={label} label={label} className={classes.group}>
            {finds.map(({ key, title, detail, Icon, go }) => (
              <Spotlight.Action
                key={key}
                className={classes.action}
                label={title}
                description={detail}
                leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
                onClick={go}
                highlightQuery={false}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && (
          <Spotlight.Empty>{looking ? t('search.looking') : t('search.nothing', { words: typed.trim() })}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
