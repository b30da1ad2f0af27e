import type { ConnectionView as Found } from '#connections';
import { authenticationFor, type Pack } from '#mapping';
import type { ConnectionView, PackVersionView } from './connection-views';
import { hearingOf } from './hooks-in-words';

export interface ShownWith {
  /** Nothing where it cannot be read. */
  readonly pack: Pack | undefined;
  /** Nothing where the connection cannot be used here. */
  readonly secrets: readonly string[] | undefined;
  readonly allowedPrivate: readonly string[];
  readonly goesTo: readonly PackVersionView[];
  readonly breakerOpen: boolean | undefined;
}

/** Topics are the vendor's; what sweeps found is told beside them. */
const ofVendor = ({ topic }: { topic: string }): boolean => topic !== 'sweep' && topic !== 'own';

/** What the exchange knows of a connection, as the desk shows it. */
export function shownConnection(found: Found, { pack, secrets, allowedPrivate, goesTo, breakerOpen }: ShownWith): ConnectionView {
  const { id, name, version, stateSince, refusedHooks, lastHookAt } = found;
  const hasHook = pack?.hook !== undefined;
  const usable = pack !== undefined && secrets !== undefined;
  return {
    id,
    name,
    pack: found.pack,
    packTitle: pack?.document.title ?? found.pack,
    version,
    goesTo: [...goesTo],
    state: found.paused ? 'paused' : usable ? stateOf(found.state) : 'unusable',
    says: usable ? found.says : (found.says ?? unusable(pack)),
    stateSince,
    deliveries: { ...found.deliveries },
    breaker: breakerOpen === undefined ? 'unknown' : breakerOpen ? 'open' : 'closed',
    waiting: counted(found.waiting),
    requestsToday: found.requestsToday,
    dailyBudget: pack?.document.limits.perDay ?? null,
    drift: found.drift,
    lists: { checkedAt: found.lists.checkedAt, warnings: found.lists.warnings.map((one) => ({ ...one, offers: [...one.offers] })) },
    hooks: { ...hearingOf(found, hasHook), lastAt: lastHookAt, refused: { ...refusedHooks }, path: hasHook ? found.hook : null },
    topics: found.topics.filter(ofVendor).map((topic) => ({ ...topic })),
    sweeps: found.sweeps.map(({ record, lastAt, found: all, missed, says }) => ({ record, lastAt, found: all, missed, says })),
    settings: found.settings,
    secrets: [...(secrets ?? [])],
    signsIn: pack !== undefined && authenticationFor(pack.document, found.settings)?.scheme === 'authorizationCode',
    allowedPrivate: [...allowedPrivate],
    off: [...found.off],
  };
}

const counted = ({ toRead, parked, toSay }: Found['waiting']): ConnectionView['waiting'] => ({ toRead, parked, toSay });

const states = ['ready', 'credentialsRefused', 'needsAuthorisation', 'tokenServiceAway'] as const;
const stateOf = (state: string): ConnectionView['state'] => states.find((known) => known === state) ?? 'unusable';

const unusable = (pack: Pack | undefined): string =>
  pack === undefined
    ? 'Its pack cannot be read here; publish that version again, or go to another one.'
    : 'Its secrets cannot be opened here: they were entered under another key. Give every process the same SECRETS_KEY.';
