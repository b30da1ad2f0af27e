import { useMantineColorScheme } from '@mantine/core';
import {
  IconActivity,
  IconArrowsSplit2,
  IconChartBar,
  IconHandStop,
  IconCheck,
  IconFlame,
  IconGavel,
  IconHistory,
  IconInbox,
  IconKeyboard,
  IconLogin,
  IconLogout,
  IconMail,
  IconMessage,
  IconMoon,
  IconNote,
  IconParking,
  IconPencilCode,
  IconPlugConnected,
  IconSun,
  IconTable,
  IconTargetArrow,
  IconUser,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMatch, useNavigate } from '@tanstack/react-router';
import { outcomes } from '../events/outcomes';
import { personQuery } from '../people/people-queries';
import { useTick } from '../people/record/todo-changes';
import { hasExchange } from '../session/has-exchange';
import { leadsOthers, setsLeads, worksLeads } from '../session/works-leads';
import { hasTeam } from '../session/has-team';
import { sessionQuery, useSignOut } from '../session/session';
import { t } from '../words/words';
import { openShortcuts } from './open-shortcuts';
import type { Find } from './search-finds';

/** Screens and actions, those of the open person first. */
export function useActions(): { screens: Find[]; actions: Find[] } {
  const navigate = useNavigate();
  const signOut = useSignOut(() => void navigate({ to: '/sign-in' }));
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const here = usePersonActions();
  const exchange = useExchangeFinds();
  const leads = useLeadScreens();
  const team = useTeamFinds();
  const dark = colorScheme === 'dark';
  const ofLeads = useLeadFinds();
  const screens: Find[] = [
    ...ofLeads,
    ...leads,
    { key: 'people', title: t('nav.people'), Icon: IconUsers, go: () => void navigate({ to: '/people' }) },
    { key: 'events', title: t('nav.events'), Icon: IconActivity, go: () => void navigate({ to: '/events' }) },
    { key: 'intakes', title: t('nav.intakes'), Icon: IconInbox, go: () => void navigate({ to: '/intakes' }) },
    { key: 'profile', title: t('account.profile'), Icon: IconUser, go: () => void navigate({ to: '/profile' }) },
    { key: 'messages', title: t('nav.messages'), Icon: IconMessage, go: () => void navigate({ to: '/messages' }) },
    ...team.screens,
    ...exchange.screens,
  ];
  const actions: Find[] = [
    ...here,
    ...team.actions,
    ...exchange.actions,
    {
      key: 'call-list',
      title: t('search.callList'),
      Icon: IconFlame,
      go: () => void navigate({ to: '/people', search: { sort: 'interest', direction: 'desc' } }),
    },
    {
      key: 'open-leads',
      title: t('search.openLeads'),
      Icon: IconUsers,
      go: () => void navigate({ to: '/people', search: { openLead: 'true' } }),
    },
    { key: 'recent', title: t('search.recent'), Icon: IconUsers, go: () => void navigate({ to: '/people', search: { recency: '7' } }) },
    ...outcomes.map((outcome): Find => ({
      key: `outcome-${outcome}`,
      title: t('search.showOutcome', { outcome: t(`outcome.${outcome}`) }),
      Icon: IconActivity,
      go: () => void navigate({ to: '/events', search: { outcome } }),
    })),
    {
      key: 'scheme',
      title: dark ? t('search.toLight') : t('search.toDark'),
      Icon: dark ? IconSun : IconMoon,
      go: () => setColorScheme(dark ? 'light' : 'dark'),
    },
    { key: 'shortcuts', title: t('shortcuts.title'), Icon: IconKeyboard, go: openShortcuts },
    { key: 'sign-out', title: t('account.signOut'), Icon: IconLogout, go: () => signOut.mutate() },
  ];
  return { screens, actions };
}

/** For those who work leads. */
function useLeadScreens(): Find[] {
  const navigate = useNavigate();
  const { data: session } = useQuery(sessionQuery);
  if (!session || !worksLeads(session.member.role)) return [];
  const offers: Find = { key: 'offers', title: t('nav.offers'), Icon: IconHandStop, go: () => void navigate({ to: '/offers' }) };
  if (!leadsOthers(session.member.role)) return [offers];
  return [
    offers,
    { key: 'reports', title: t('nav.reports'), Icon: IconChartBar, go: () => void navigate({ to: '/reports' }) },
    { key: 'distribution', title: t('nav.distribution'), Icon: IconArrowsSplit2, go: () => void navigate({ to: '/distribution' }) },
  ];
}

/** For those who manage the team. */
function useTeamFinds(): { screens: Find[]; actions: Find[] } {
  const navigate = useNavigate();
  const { data: session } = useQuery(sessionQuery);
  if (!session || !hasTeam(session.member.role)) return { screens: [], actions: [] };
  return {
    screens: [
      { key: 'team', title: t('nav.team'), Icon: IconUsersGroup, go: () => void navigate({ to: '/team' }) },
      { key: 'mails', title: t('nav.mails'), Icon: IconMail, go: () => void navigate({ to: '/mails' }) },
    ],
    actions: [
      { key: 'invite', title: t('team.invite'), Icon: IconUsersGroup, go: () => void navigate({ to: '/team', search: { open: 'new' } }) },
    ],
  };
}

/** For those whose role works leads. */
function useLeadFinds(): Find[] {
  const navigate = useNavigate();
  const { data: session } = useQuery(sessionQuery);
  if (!session || !worksLeads(session.member.role)) return [];
  const all: Find[] = [
    { key: 'leads', title: t('nav.leads'), Icon: IconTargetArrow, go: () => void navigate({ to: '/leads' }) },
    { key: 'requests', title: t('leads.requests.title'), Icon: IconGavel, go: () => void navigate({ to: '/requests' }) },
    { key: 'add-lead', title: t('leads.add'), Icon: IconTargetArrow, go: () => void navigate({ to: '/leads/new' }) },
    { key: 'lead-settings', title: t('nav.leadSettings'), Icon: IconTargetArrow, go: () => void navigate({ to: '/lead-settings' }) },
  ];
  return setsLeads(session.member.role) ? all : all.slice(0, 3);
}

/** For those whose role has the exchange. */
function useExchangeFinds(): { screens: Find[]; actions: Find[] } {
  const navigate = useNavigate();
  const { data: session } = useQuery(sessionQuery);
  if (!session || !hasExchange(session.member.role)) return { screens: [], actions: [] };
  return {
    screens: [
      { key: 'held', title: t('nav.held'), Icon: IconParking, go: () => void navigate({ to: '/held' }) },
      { key: 'replays', title: t('nav.replays'), Icon: IconHistory, go: () => void navigate({ to: '/replays' }) },
      { key: 'sign-on', title: t('nav.signOn'), Icon: IconLogin, go: () => void navigate({ to: '/sign-on' }) },
      { key: 'connections', title: t('nav.connections'), Icon: IconPlugConnected, go: () => void navigate({ to: '/connections' }) },
      { key: 'capabilities', title: t('connections.matrix'), Icon: IconTable, go: () => void navigate({ to: '/capabilities' }) },
      { key: 'studio', title: t('nav.studio'), Icon: IconPencilCode, go: () => void navigate({ to: '/studio' }) },
    ],
    actions: [
      { key: 'connect', title: t('connections.setUp'), Icon: IconPlugConnected, go: () => void navigate({ to: '/connect' }) },
      { key: 'replay', title: t('replays.plan'), Icon: IconHistory, go: () => void navigate({ to: '/replay' }) },
      {
        key: 'fill',
        title: t('replays.fillOne'),
        Icon: IconHistory,
        go: () => void navigate({ to: '/replay', search: { fill: 'true' } }),
      },
    ],
  };
}

function usePersonActions(): Find[] {
  const match = useMatch({ from: '/desk/people/$id', shouldThrow: false });
  const navigate = useNavigate();
  const id = match?.params.id;
  const { data: person } = useQuery({ ...personQuery(id ?? ''), enabled: id !== undefined });
  const tick = useTick(id ?? '');
  if (id === undefined || !person) return [];
  return [
    {
      key: 'note',
      title: t('search.addNote'),
      Icon: IconNote,
      go: () => {
        void navigate({ to: '/people/$id', params: { id }, search: (was) => ({ ...was, tab: 'next' }) }).then(() =>
          requestAnimationFrame(() => document.getElementById('note')?.focus()),
        );
      },
    },
    {
      key: 'person-events',
      title: t('search.personEvents'),
      Icon: IconActivity,
      go: () => void navigate({ to: '/events', search: { person: id } }),
    },
    ...person.todos
      .filter((todo) => todo.doneAt === null)
      .map((todo): Find => ({ key: todo.id, title: t('search.todo', { title: todo.title }), Icon: IconCheck, go: () => tick(todo, true) })),
  ];
}
