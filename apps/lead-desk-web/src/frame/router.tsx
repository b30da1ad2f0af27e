import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { connectAddress } from '../connections/set-up/connect-address';
import { waitingAddress } from '../deliveries/waiting-address';
import { distributionAddress } from '../distribution/distribution-address';
import { eventsAddress } from '../events/events-address';
import { eventsQuery } from '../events/event-queries';
import { filterOf } from '../events/events-address';
import { intakesAddress } from '../intakes/intakes-address';
import { journeyAddress } from '../journey/journey-address';
import { mailsAddress } from '../mail/mails-address';
import { messagesAddress } from '../messages/messages-address';
import { leadsAddress } from '../leads/leads-address';
import { requestsAddress } from '../leads/requests/requests-address';
import { leadAddress } from '../leads/record/lead-address';
import { peopleAddress } from '../people/people-address';
import { personAddress } from '../people/record/person-address';
import { reportAddress } from '../reports/report-address';
import { planAddress } from '../replays/plan-address';
import { replaysAddress } from '../replays/replays-address';
import { DeskProblem } from '../session/desk-problem';
import { sessionQuery } from '../session/session';
import { SignIn } from '../session/SignIn';
import { draftAddress, draftsAddress } from '../studio/studio-address';
import { teamAddress } from '../team/team-address';
import { type AddressWords, readAddress, textIn, writeAddress } from './address';
import { Frame } from './Frame';
import { Missing } from './Missing';
import { Trouble } from './Trouble';

interface Context {
  queries: QueryClient;
}

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  // An address that no screen has stands outside the frame, whose main part it would be.
  notFoundComponent: () => (
    <main>
      <Missing />
    </main>
  ),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (words: AddressWords): { next?: string } => ({ next: ownPath(textIn(words.next)) }),
  component: SignIn,
});

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('../team/ForgotPassword'), 'ForgotPassword'),
});

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(() => import('../team/ChoosePassword'), 'ResetPassword'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('../team/ChoosePassword'), 'AcceptInvitation'),
});

/** Everything behind the sign-in. */
const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queries.fetchQuery(sessionQuery);
    } catch (error) {
      if (!(error instanceof DeskProblem) || error.status !== 401) throw error;
      throw redirect({ to: '/sign-in', search: { next: location.href === '/' ? undefined : location.href } });
    }
  },
  component: Frame,
});

const front = createRoute({
  getParentRoute: () => desk,
  path: '/',
  beforeLoad: ({ context }) => {
    const role = context.queries.getQueryData(sessionQuery.queryKey)?.member.role;
    throw redirect({ to: role === 'admin' || role === 'integrator' ? '/events' : '/leads', replace: true });
  },
});

const events = createRoute({
  getParentRoute: () => desk,
  path: '/events',
  validateSearch: eventsAddress,
  loaderDeps: ({ search }) => filterOf(search),
  // Asked for beside the screen's own code, not after it.
  loader: ({ context, deps }) => void context.queries.prefetchInfiniteQuery(eventsQuery(deps)),
  component: lazyRouteComponent(() => import('../events/EventsScreen'), 'EventsScreen'),
});

const journey = createRoute({
  getParentRoute: () => desk,
  path: '/events/journey',
  validateSearch: journeyAddress,
  component: lazyRouteComponent(() => import('../journey/JourneyScreen'), 'JourneyScreen'),
});

const people = createRoute({
  getParentRoute: () => desk,
  path: '/people',
  validateSearch: peopleAddress,
  component: lazyRouteComponent(() => import('../people/PeopleScreen'), 'PeopleScreen'),
});

const person = createRoute({
  getParentRoute: () => desk,
  path: '/people/$id',
  validateSearch: personAddress,
  component: lazyRouteComponent(() => import('../people/record/PersonScreen'), 'PersonScreen'),
});

const leadRequests = createRoute({
  getParentRoute: () => desk,
  path: '/requests',
  validateSearch: requestsAddress,
  component: lazyRouteComponent(() => import('../leads/requests/RequestsScreen'), 'RequestsScreen'),
});
const leads = createRoute({
  getParentRoute: () => desk,
  path: '/leads',
  validateSearch: leadsAddress,
  component: lazyRouteComponent(() => import('../leads/list/LeadsScreen'), 'LeadsScreen'),
});

const newLead = createRoute({
  getParentRoute: () => desk,
  path: '/leads/new',
  component: lazyRouteComponent(() => import('../leads/add/AddLeadScreen'), 'AddLeadScreen'),
});

const lead = createRoute({
  getParentRoute: () => desk,
  path: '/leads/$id',
  validateSearch: leadAddress,
  component: lazyRouteComponent(() => import('../leads/record/LeadScreen'), 'LeadScreen'),
});

const leadSettings = createRoute({
  getParentRoute: () => desk,
  path: '/lead-settings',
  component: lazyRouteComponent(() => import('../plans/LeadSettingsScreen'), 'LeadSettingsScreen'),
});

const intakes = createRoute({
  getParentRoute: () => desk,
  path: '/intakes',
  validateSearch: intakesAddress,
  component: lazyRouteComponent(() => import('../intakes/IntakesScreen'), 'IntakesScreen'),
});

const intake = createRoute({
  getParentRoute: () => desk,
  path: '/intakes/$target/$id',
  component: lazyRouteComponent(() => import('../intakes/record/IntakeScreen'), 'IntakeScreen'),
});

const connections = createRoute({
  getParentRoute: () => desk,
  path: '/connections',
  component: lazyRouteComponent(() => import('../connections/ConnectionsScreen'), 'ConnectionsScreen'),
});

const connection = createRoute({
  getParentRoute: () => desk,
  path: '/connections/$id',
  component: lazyRouteComponent(() => import('../connections/record/ConnectionScreen'), 'ConnectionScreen'),
});

const connectionSettings = createRoute({
  getParentRoute: () => desk,
  path: '/connections/$id/settings',
  component: lazyRouteComponent(() => import('../connections/set-up/SettingsScreen'), 'SettingsScreen'),
});

const connect = createRoute({
  getParentRoute: () => desk,
  path: '/connect',
  validateSearch: connectAddress,
  component: lazyRouteComponent(() => import('../connections/set-up/SetUpScreen'), 'SetUpScreen'),
});

const capabilities = createRoute({
  getParentRoute: () => desk,
  path: '/capabilities',
  component: lazyRouteComponent(() => import('../connections/capabilities/CapabilitiesScreen'), 'CapabilitiesScreen'),
});

const studio = createRoute({
  getParentRoute: () => desk,
  path: '/studio',
  validateSearch: draftsAddress,
  component: lazyRouteComponent(() => import('../studio/DraftsScreen'), 'DraftsScreen'),
});

const draft = createRoute({
  getParentRoute: () => desk,
  path: '/studio/$name',
  validateSearch: draftAddress,
  component: lazyRouteComponent(() => import('../studio/draft/DraftScreen'), 'DraftScreen'),
});

const held = createRoute({
  getParentRoute: () => desk,
  path: '/held',
  validateSearch: waitingAddress,
  component: lazyRouteComponent(() => import('../deliveries/WaitingScreen'), 'WaitingScreen'),
});

const replays = createRoute({
  getParentRoute: () => desk,
  path: '/replays',
  validateSearch: replaysAddress,
  component: lazyRouteComponent(() => import('../replays/ReplaysScreen'), 'ReplaysScreen'),
});

const planReplay = createRoute({
  getParentRoute: () => desk,
  path: '/replay',
  validateSearch: planAddress,
  component: lazyRouteComponent(() => import('../replays/plan/PlanScreen'), 'PlanScreen'),
});

const replay = createRoute({
  getParentRoute: () => desk,
  path: '/replays/$id',
  component: lazyRouteComponent(() => import('../replays/run/RunScreen'), 'RunScreen'),
});

const signOn = createRoute({
  getParentRoute: () => desk,
  path: '/sign-on',
  component: lazyRouteComponent(() => import('../sign-on/SignOnScreen'), 'SignOnScreen'),
});

const profile = createRoute({
  getParentRoute: () => desk,
  path: '/profile',
  component: lazyRouteComponent(() => import('../profile/ProfileScreen'), 'ProfileScreen'),
});

const offers = createRoute({
  getParentRoute: () => desk,
  path: '/offers',
  component: lazyRouteComponent(() => import('../offers/OffersScreen'), 'OffersScreen'),
});

const distribution = createRoute({
  getParentRoute: () => desk,
  path: '/distribution',
  validateSearch: distributionAddress,
  component: lazyRouteComponent(() => import('../distribution/DistributionScreen'), 'DistributionScreen'),
});

const reports = createRoute({
  getParentRoute: () => desk,
  path: '/reports',
  validateSearch: reportAddress,
  component: lazyRouteComponent(() => import('../reports/ReportScreen'), 'ReportScreen'),
});

/** Screens of those who work leads. */
const working = [offers, distribution, reports] as const;
const messages = createRoute({
  getParentRoute: () => desk,
  path: '/messages',
  validateSearch: messagesAddress,
  component: lazyRouteComponent(() => import('../messages/MessagesScreen'), 'MessagesScreen'),
});

const team = createRoute({
  getParentRoute: () => desk,
  path: '/team',
  validateSearch: teamAddress,
  component: lazyRouteComponent(() => import('../team/TeamScreen'), 'TeamScreen'),
});

const mails = createRoute({
  getParentRoute: () => desk,
  path: '/mails',
  validateSearch: mailsAddress,
  component: lazyRouteComponent(() => import('../mail/MailsScreen'), 'MailsScreen'),
});

const mail = createRoute({
  getParentRoute: () => desk,
  path: '/mails/$id',
  component: lazyRouteComponent(() => import('../mail/MailScreen'), 'MailScreen'),
});

/** Screens of those who manage the team. */
const ofTeam = [team, mails, mail] as const;

/** Screens of those whose role has the exchange. */
const exchange = [
  connections,
  connection,
  connectionSettings,
  connect,
  capabilities,
  studio,
  draft,
  held,
  replays,
  planReplay,
  replay,
  signOn,
] as const;

export function routerFor(queries: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([
      signIn,
      forgotPassword,
      resetPassword,
      invitation,
      desk.addChildren([
        front,
        events,
        journey,
        intakes,
        intake,
        leads,
        leadRequests,
        newLead,
        lead,
        leadSettings,
        people,
        person,
        profile,
        messages,
        ...ofTeam,
        ...working,
        ...exchange,
      ]),
    ]),
    context: { queries },
    parseSearch: readAddress,
    stringifySearch: writeAddress,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultNotFoundComponent: Missing,
    defaultErrorComponent: ({ error, reset }) => <Trouble error={error} again={reset} whole />,
  });
}

/** Where to go after signing in: a path of ours, never another host. */
const ownPath = (next: string | undefined): string | undefined => (next && /^\/(?![/\\])/.test(next) ? next : undefined);

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof routerFor>;
  }
}
