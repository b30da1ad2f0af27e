import { Injectable } from '@nestjs/common';
import { dataProblems } from '#people-exchange';
import { Clock, inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { DeskRefusal } from '../../api-problems/desk-refusal';
import { subjectToSpeakOf } from '../../say-events/own-subject';
import { say, type SaidType } from '../../say-events/say';
import type { SignedInMember } from '../../sign-in/signed-in';
import { lockAgencies, lockDesk } from '../../take-events/lock-desk';
import { humanOf, readId } from '../person-id';
import type { ShowInterestRequest } from './wish-requests';
import type { SavedPropertyView } from './wish-views';
import { savedPropertiesOf } from './wishes-of';

interface Named {
  readonly system: string;
  readonly id: string;
}

/** Interest that a person shows in branch: the website takes it for a saved property (P9, M20). */
@Injectable()
export class BranchInterests {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Notes it once, however often it is asked. @throws DeskRefusal 404 for a person of nobody here, 422 with all that is wrong with the property */
  async show(who: SignedInMember, personId: string, { property, how }: ShowInterestRequest): Promise<void> {
    const data = { property, ...(how === undefined ? {} : { how }) };
    const problems = dataProblems('interest.registered', data);
    if (problems.length > 0)
      throw new DeskRefusal(
        422,
        problems.map(({ path, rule, message }) => ({ path: path.replace('/data', ''), rule, message })),
      );
    // Just held against the contract.
    const named = property as Named;
    await this.change(who, personId, named, (known) => (known === undefined ? ['interest.registered', data] : undefined));
  }

  /** Takes back what was shown in branch; what was not shown, or is taken back already, stays so. */
  withdraw(who: SignedInMember, personId: string, named: Named): Promise<void> {
    return this.change(who, personId, named, (known) =>
      known === undefined ? undefined : ['interest.withdrawn', { property: known.propertyRef }],
    );
  }

  private change(
    { agency }: SignedInMember,
    id: string,
    named: Named,
    toSay: (known: SavedPropertyView | undefined) => [SaidType, object] | undefined,
  ): Promise<void> {
    const now = this.clock.now();
    return inAgency(this.db, agency, async (manager) => {
      await lockDesk(manager, 'shared');
      await lockAgencies(manager, [agency]);
      const said = toSay(await shown(manager, agency, id, named));
      if (said === undefined) return;
      const subject = await subjectToSpeakOf(manager, agency, readId(id, 'person'), now);
      await say(manager, { agency, type: said[0], subject, data: said[1] }, now);
    });
  }
}

async function shown(manager: EntityManager, agency: string, id: string, named: Named): Promise<SavedPropertyView | undefined> {
  const { personIds } = await humanOf(manager, agency, id);
  const known = await savedPropertiesOf(manager, agency, personIds);
  return known.find(({ via, propertyRef }) => via === 'interest' && propertyRef.system === named.system && propertyRef.id === named.id);
}
