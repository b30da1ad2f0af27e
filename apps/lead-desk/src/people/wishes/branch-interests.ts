import { Injectable } from '@nestjs/common';
import { Clock, inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { contractProblems } from '../../api-problems/contract-problems';
import { DeskRefusal } from '../../api-problems/desk-refusal';
import { subjectToSpeakOf } from '../../say-events/own-subject';
import { say, type SaidType } from '../../say-events/say';
import type { SignedInMember } from '../../sign-in/signed-in';
import { holdAgency } from '../../assignment/hold-agency';
import { humanOf, readId } from '../person-id';
import { timeOf } from './saved-searches';
import type { ShowInterestRequest } from './wish-requests';

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
    const problems = contractProblems('interest.registered', data);
    if (problems.length > 0) throw new DeskRefusal(422, problems);
    // Just held against the contract.
    const named = property as Named;
    await this.change(who, personId, named, (known) => (known === undefined ? ['interest.registered', data] : undefined));
  }

  /** Takes back what was shown in branch; what was not shown, or is taken back already, stays so. */
  withdraw(who: SignedInMember, personId: string, named: Named): Promise<void> {
    return this.change(who, personId, named, (known) =>
      known === undefined ? undefined : ['interest.withdrawn', { property: known.property }],
    );
  }

  private change(
    { agency }: SignedInMember,
    id: string,
    named: Named,
    toSay: (known: Shown | undefined) => [SaidType, object] | undefined,
  ): Promise<void> {
    const now = this.clock.now();
    return inAgency(this.db, agency, async (manager) => {
      await holdAgency(manager, agency);
      const last = await lastWord(manager, agency, id, named);
      const said = toSay(last?.kept === true ? last : undefined);
      if (said === undefined) return;
      const subject = await subjectToSpeakOf(manager, agency, readId(id, 'person'), now);
      await say(manager, { agency, type: said[0], subject, data: said[1], seen: last?.at }, now);
    });
  }
}

interface Shown {
  readonly property: object;
  readonly kept: boolean;
  /** When its sender said so; RFC 3339. */
  readonly at: string;
}

/** What was last said of an interest of this human in a property, by whomever. */
async function lastWord(manager: EntityManager, agency: string, id: string, { system, id: property }: Named): Promise<Shown | undefined> {
  const { personIds } = await humanOf(manager, agency, id);
  const [last]: Shown[] = await manager.query(
    `select property, kept, split_part(stamp, '|', 2) as at from lead_desk.saved_properties
     where agency = $1 and person_id = any($2) and via = 'interest' and property->>'system' = $3 and property->>'id' = $4 order by ${timeOf('stamp')} desc limit 1`,
    [agency, personIds, system, property],
  );
  return last;
}
