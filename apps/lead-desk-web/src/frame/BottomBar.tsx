import { UnstyledButton } from '@mantine/core';
import { IconActivity, IconHandStop, IconMessage, IconSearch, IconTargetArrow, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Unread } from '../messages/Unread';
import { useSession } from '../session/session';
import { worksLeads } from '../session/works-leads';
import { t } from '../words/words';
import { AccountMenu } from './AccountMenu';
import classes from './Frame.module.css';
import { openSearch } from './open-search';

/** On a phone: what a thumb reaches. */
export function BottomBar() {
  const { member } = useSession();
  return (
    <nav className={classes.bottom} aria-label={t('nav.main')}>
      {worksLeads(member.role) && (
        <Link to="/leads" className={classes.tab} activeProps={{ 'aria-current': 'page' }}>
          <IconTargetArrow size={22} stroke={1.6} aria-hidden />
          {t('nav.leads')}
        </Link>
      )}
      <Link to="/people" className={classes.tab} activeProps={{ 'aria-current': 'page' }}>
        <IconUsers size={22} stroke={1.6} aria-hidden />
        {t('nav.people')}
      </Link>
      {worksLeads(member.role) && (
        <Link to="/offers" className={classes.tab} activeProps={{ 'aria-current': 'page' }}>
          <IconHandStop size={22} stroke={1.6} aria-hidden />
          {t('nav.offers')}
        </Link>
      )}
      {!worksLeads(member.role) && (
        <Link to="/events" className={classes.tab} activeProps={{ 'aria-current': 'page' }}>
          <IconActivity size={22} stroke={1.6} aria-hidden />
          {t('nav.events')}
        </Link>
      )}
      <Link to="/messages" className={classes.tab} activeProps={{ 'aria-current': 'page' }}>
        <IconMessage size={22} stroke={1.6} aria-hidden />
        {t('nav.messages')}
        <Unread />
      </Link>
      <UnstyledButton className={classes.tab} onClick={openSearch}>
        <IconSearch size={22} stroke={1.6} aria-hidden />
        {t('nav.search')}
      </UnstyledButton>
      <AccountMenu phone />
    </nav>
  );
}
