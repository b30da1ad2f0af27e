import { UnstyledButton } from '@mantine/core';
import { IconActivity, IconSearch, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { t } from '../words/words';
import { AccountMenu } from './AccountMenu';
import classes from './Frame.module.css';
import { openSearch } from './open-search';

/** On a phone: what a thumb reaches. */
export function BottomBar() {
  return (
    <nav className={classes.bottom} aria-label={t('nav.main')}>
      <Link to="/people" className={classes.tab} activeProps={{ 'aria-current': 'page' }}>
        <IconUsers size={22} stroke={1.6} aria-hidden />
        {t('nav.people')}
      </Link>
      <Link to="/events" className={classes.tab} activeProps={{ 'aria-current': 'page' }}>
        <IconActivity size={22} stroke={1.6} aria-hidden />
        {t('nav.events')}
      </Link>
      <UnstyledButton className={classes.tab} onClick={openSearch}>
        <IconSearch size={22} stroke={1.6} aria-hidden />
        {t('nav.search')}
      </UnstyledButton>
      <AccountMenu phone />
    </nav>
  );
}
