import { Injectable } from '@nestjs/common';
import { canonicalJson } from '#people-exchange';
import { Clock, inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { DeskRefusal, notFound } from '../../api-problems/desk-refusal';
import { subjectToSpeakOf } from '../../say-events/own-subject';
import { say, type SaidType } from '../../say-events/say';
import type { SignedInMember } from '../../sign-in/signed-in';
import { holdAgency } from '../../assignment/hold-agency';
import { humanOf, readId } from '../person-id';
import { readWanted, type Wanted } from './read-wanted';
import { type SavedSearch, savedSearches, searchView, versionOf } from './saved-searches';
import type { SaveSearchRequest } from './wish-requests';
import type { SavedSearchView } from './wish-views';

interface Held {
  readonly manager: EntityManager;
  readonly agency: string;
  readonly personId: string;
  readonly searchId: string;
  readonly now: Date;
  readonly before: SavedSearch | undefined;
}

/** What a member does to the saved searches of a person: the website hears it as from any back office (P6, M20). */
@Injectable()
export class ChangeSearches {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Saves a new search, changes one, or saves again one that was removed. What is so already says nothing, so that a second click does nothing.
   * @throws DeskRefusal 404 for a person of nobody here, 409 with the search as it is now where it changed meanwhile, 422 with all problems
   */
  save(who: SignedInMember, id: string, searchId: string, request: SaveSearchRequest): Promise<SavedSearchView> {
    return this.hold(who, id, searchId, async (held) => {
      const { before } = held;
      const wanted = readWanted(searchId, request, before);
      const [type, data] = toSay(wanted, before);
      if (type === undefined) return;
      demandUnchanged(before, request.version);
      await speak(held, type, data);
    });
  }

  /** @throws DeskRefusal as `save` does */
  remove(
    who: SignedInMember,
    id: string,
    searchId: string,
    { version, reason }: { version: string; reason?: string },
  ): Promise<SavedSearchView> {
    return this.hold(who, id, searchId, async (held) => {
      const { before } = held;
      if (before === undefined) throw notFound('search');
      if (before.gone) return;
      demandUnchanged(before, version);
      await speak(held, 'search.removed', reason === undefined || reason.trim() === '' ? {} : { reason: reason.trim().toWellFormed() });
    });
  }

  private hold(who: SignedInMember, id: string, searchId: string, change: (held: Held) => Promise<void>): Promise<SavedSearchView> {
    const { agency } = who;
    const now = this.clock.now();
    return inAgency(this.db, agency, async (manager) => {
      await holdAgency(manager, agency);
      const read = async (): Promise<SavedSearch | undefined> => {
        const { personIds } = await humanOf(manager, agency, id);
        return (await savedSearches(manager, agency, personIds)).find((one) => one.search_id === searchId);
      };
      await change({ manager, agency, personId: readId(id, 'person'), searchId, now, before: await read() });
      const after = await read();
      if (after === undefined) throw notFound('search');
      return searchView(after);
    });
  }
}

async function speak({ manager, agency, personId, searchId, now, before }: Held, type: SaidType, data: object): Promise<void> {
  const subject = await subjectToSpeakOf(manager, agency, personId, now);
  await say(manager, { agency, type, subject, data: { searchId, ...data }, seen: before?.newest }, now);
}

/** What there is to say, if anything: of an alert alone that it changed, of the rest the whole search as it is to be. */
function toSay({ name, search, alert }: Wanted, before: SavedSearch | undefined): [SaidType | undefined, object] {
  const wanted = { ...(name === undefined ? {} : { name }), search };
  if (before === undefined || before.gone) {
    // Whoever removed it has its alert no more.
    const kept = alert ?? before?.alert ?? undefined;
    return ['search.saved', { ...wanted, ...(kept === undefined ? {} : { alert: kept }) }];
  }
  const { status = undefined, frequency = undefined } = { ...alert };
  const alertNews = alert !== undefined && (before.alert?.status !== status || before.alert?.frequency !== frequency);
  if ((before.name ?? '') !== (name ?? '') || canonicalJson(before.criteria) !== canonicalJson(search))
    return ['search.updated', { ...wanted, ...(alertNews ? { alert } : {}) }];
  return alertNews ? ['alert.changed', { alert }] : [undefined, {}];
}

function demandUnchanged(before: SavedSearch | undefined, version: string | undefined): void {
  if (before === undefined ? version === undefined : versionOf(before) === version) return;
  const message = before ? `Meanwhile it became: ${asItIs(before)}` : 'There is no such search any more';
  throw new DeskRefusal(409, [{ path: '/version', rule: 'changed', message }], undefined, before ? { now: searchView(before) } : {});
}

const asItIs = (search: SavedSearch): string => {
  const { inWords, alert, removedAt } = searchView(search);
  return removedAt === null ? `${inWords}${alert ? `; e-mail alert ${alert.status}, ${alert.frequency}` : ''}` : `${inWords} (removed)`;
};
