import { UnstyledButton } from '@mantine/core';
import { IconActivity, IconHandStop, IconMessage, IconSearch, IconTargetArrow, IconUsers } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Unread } from '../messages/Unread';
import { useSession } from '../session/session';
import { worksLeads } from '../session/works-leads';
import { t } from '../words/words';
import { AccountMenu } from './AccountMenu';
import classes from './Frame.module.css';
import { openSearch } from './open-search';

/** On a phone: what a thumb reaches. Everything else is a search away. */
export function BottomBar() {
  const { member } = useSession();
  const works = worksLeads(member.role);
  return (
    <nav className={classes.bottom} aria-label={t('nav.main')}>
      {works ? (
        <>
          <Tab to="/leads" label={t('nav.leads')} icon={<IconTargetArrow size={22} stroke={1.6} aria-hidden />} />
          <Tab to="/offers" label={t('nav.offers')} icon={<IconHandStop size={22} stroke={1.6} aria-hidden />} />
        </>
      ) : (
        <>
          <Tab to="/people" label={t('nav.people')} icon={<IconUsers size={22} stroke={1.6} aria-hidden />} />
          <Tab to="/events" label={t('nav.events')} icon={<IconActivity size={22} stroke={1.6} aria-hidden />} />
        </>
      )}
      <Tab to="/messages" label={t('nav.messages')} icon={<IconMessage size={22} stroke={1.6} aria-hidden />} badge={<Unread />} />
      <UnstyledButton className={classes.tab} onClick={openSearch}>
        <IconSearch size={22} stroke={1.6} aria-hidden />
        {t('nav.search')}
      </UnstyledButton>
      <AccountMenu phone />
    </nav>
  );
}

function Tab({ to, label, icon, badge }: { to: LinkProps['to']; label: string; icon: ReactNode; badge?: ReactNode }) {
  return (
    <Link to={to} className={classes.tab} activeProps={{ 'aria-current': 'page' }}>
      {icon}
      {label}
      {badge}
    </Link>
  );
}
