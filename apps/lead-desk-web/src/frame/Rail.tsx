import { UnstyledButton } from '@mantine/core';
import {
  IconActivity,
  IconArrowsSplit2,
  IconChartBar,
  IconHandStop,
  IconHistory,
  IconInbox,
  IconLogin,
  IconMail,
  IconMessage,
  IconParking,
  IconPencilCode,
  IconPlugConnected,
  IconSearch,
  IconTargetArrow,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Unread } from '../messages/Unread';
import { hasExchange } from '../session/has-exchange';
import { leadsOthers, worksLeads } from '../session/works-leads';
import { hasTeam } from '../session/has-team';
import { useSession } from '../session/session';
import { t } from '../words/words';
import { AccountMenu } from './AccountMenu';
import classes from './Frame.module.css';
import { Mark } from './Mark';
import { openSearch } from './open-search';

const keys = 'Ctrl K';

export function Rail() {
  const { agency, member } = useSession();
  return (
    <nav className={classes.rail} aria-label={t('nav.main')}>
      <div className={classes.brand}>
        <Mark />
        <span className={`cut ${classes.word}`} title={agency.name}>
          {agency.name}
        </span>
      </div>
      <UnstyledButton
        className={classes.search}
        onClick={openSearch}
        aria-label={t('nav.searchBy', { keys })}
        aria-keyshortcuts="Control+K"
      >
        <IconSearch size={16} stroke={1.75} aria-hidden />
        <span className={classes.word}>{t('nav.search')}</span> <kbd className={classes.word}>{keys}</kbd>
      </UnstyledButton>
      <ul>
        {worksLeads(member.role) && (
          <RailLink to="/leads" icon={<IconTargetArrow size={18} stroke={1.6} aria-hidden />} label={t('nav.leads')} />
        )}
        {worksLeads(member.role) && (
          <RailLink to="/offers" icon={<IconHandStop size={18} stroke={1.6} aria-hidden />} label={t('nav.offers')} />
        )}
        <RailLink to="/people" icon={<IconUsers size={18} stroke={1.6} aria-hidden />} label={t('nav.people')} />
        {leadsOthers(member.role) && (
          <>
            <RailLink to="/reports" icon={<IconChartBar size={18} stroke={1.6} aria-hidden />} label={t('nav.reports')} />
            <RailLink to="/distribution" icon={<IconArrowsSplit2 size={18} stroke={1.6} aria-hidden />} label={t('nav.distribution')} />
          </>
        )}
        <RailLink to="/messages" icon={<IconMessage size={18} stroke={1.6} aria-hidden />} label={t('nav.messages')} badge={<Unread />} />
      </ul>
      <h2 className={`${classes.group} ${classes.word}`}>{t('nav.exchange')}</h2>
      <ul>
        <RailLink to="/events" icon={<IconActivity size={18} stroke={1.6} aria-hidden />} label={t('nav.events')} />
        <RailLink to="/intakes" icon={<IconInbox size={18} stroke={1.6} aria-hidden />} label={t('nav.intakes')} />
        {hasExchange(member.role) && (
          <>
            <RailLink to="/held" icon={<IconParking size={18} stroke={1.6} aria-hidden />} label={t('nav.held')} />
            <RailLink to="/replays" icon={<IconHistory size={18} stroke={1.6} aria-hidden />} label={t('nav.replays')} />
            <RailLink to="/connections" icon={<IconPlugConnected size={18} stroke={1.6} aria-hidden />} label={t('nav.connections')} />
            <RailLink to="/studio" icon={<IconPencilCode size={18} stroke={1.6} aria-hidden />} label={t('nav.studio')} />
            <RailLink to="/sign-on" icon={<IconLogin size={18} stroke={1.6} aria-hidden />} label={t('nav.signOn')} />
          </>
        )}
      </ul>
      {hasTeam(member.role) && (
        <>
          <h2 className={`${classes.group} ${classes.word}`}>{t('nav.agency')}</h2>
          <ul>
            <RailLink to="/team" icon={<IconUsersGroup size={18} stroke={1.6} aria-hidden />} label={t('nav.team')} />
            <RailLink to="/mails" icon={<IconMail size={18} stroke={1.6} aria-hidden />} label={t('nav.mails')} />
          </ul>
        </>
      )}
      <div className={classes.railFoot}>
        <AccountMenu />
      </div>
    </nav>
  );
}

function RailLink({ to, icon, label, badge }: { to: LinkProps['to']; icon: ReactNode; label: string; badge?: ReactNode }) {
  return (
    <li>
      <Link
        to={to}
        className={classes.link}
        title={label}
        aria-label={badge === undefined ? label : undefined}
        activeProps={{ 'aria-current': 'page' }}
      >
        {icon}
        <span className={classes.word}>{label}</span>
        {badge}
      </Link>
    </li>
  );
}
