import type { EntityManager } from 'typeorm';
import { ExchangeRefused } from '../errors';
import { lockIdentities } from '../identity/link-persons';
import { mergeByHand, separateByHand } from '../identity/merge-by-hand';
import type { Ended } from '../measuring/exchange-measures';
import { fillWith } from '../replay/plan';
import { demandOther, toldAs, type WhichPerson } from './find-other';
import { holdAgain, letFlow, skipHeld } from './flow-on';
import type { IntakePlace, IntakeStanding, IntakeVerb } from './intake-views';
import { type Asked, demandMayDecide, isSaidAlready } from './may-decide';

export interface DecideIntake {
  readonly verb: IntakeVerb;
  readonly why?: string | null;
  /** Whom a merge means, or a separation. */
  readonly other?: WhichPerson;
  readonly seen?: number;
}

export interface Decided {
  readonly standing: IntakeStanding;
  readonly ended: readonly Ended[];
}

/** One decision, in one transaction: what it says, who said so, and what becomes of what was held. */
export async function decideIntake(
  manager: EntityManager,
  agency: string,
  place: IntakePlace,
  decision: DecideIntake,
  who: string,
): Promise<Decided> {
  // Before any delivery is locked, as everybody does.
  await lockIdentities(manager, [agency]);
  const standing = await standingOf(manager, agency, place);
  const { verb, why = null, seen } = decision;
  const other =
    verb === 'undo'
      ? standing.mergedWith
      : verb === 'merge' || verb === 'separate'
        ? await demandOther(manager, agency, place, verb, decision.other)
        : null;
  const asked: Asked = { verb, why, other, seen };
  if (isSaidAlready(asked, standing)) return { standing, ended: [] };
  demandMayDecide(asked, standing);
  const ended = await carryOut(manager, agency, place, asked, who);
  await manager.query(
    `with d as (update exchange.admissions set version = version + 1 where agency = $1 and target = $2 and person = $3 returning version)
     insert into exchange.intake_decisions (agency, target, person, number, decision, other, who, why) select $1, $2, $3, version, $4, $5, $6, $7 from d`,
    [agency, place.target, place.personId, verb, other, who, why],
  );
  return { standing: await standingOf(manager, agency, place), ended };
}

async function carryOut(
  manager: EntityManager,
  agency: string,
  place: IntakePlace,
  { verb, why, other }: Asked,
  who: string,
): Promise<readonly Ended[]> {
  const stand = (state: string, o: { spam?: boolean; mergedWith?: string; toldAs?: string | null } = {}): Promise<unknown> =>
    manager.query(
      `update exchange.admissions set state = $4, spam = $5, merged_with = $6, told_as = $7, who = $8, why = $9, decided_at = now() where agency = $1 and target = $2 and person = $3`,
      [agency, place.target, place.personId, state, o.spam ?? false, o.mergedWith ?? null, o.toldAs ?? null, who, why],
    );
  const onTwo = { agency, a: place.personId, b: other ?? '', who, why };
  switch (verb) {
    case 'approve':
      await stand('admitted');
      await letFlow(manager, agency, place);
      // What was told under the other's name is told anew, under her own.
      if (await wasParted(manager, agency, place))
        await fillWith(manager, { agency, target: place.target, person: place.personId, by: who, now: new Date() });
      return [];
    case 'merge':
      await mergeByHand(manager, onTwo);
      await stand('admitted', { mergedWith: onTwo.b, toldAs: await toldAs(manager, agency, place.target, onTwo.b) });
      await letFlow(manager, agency, place);
      return [];
    case 'reject':
    case 'spam':
      await stand('rejected', { spam: verb === 'spam' });
      return skipHeld(manager, agency, place, { who, why: why ?? (verb === 'spam' ? 'spam' : 'rejected') });
    case 'undo':
      await separateByHand(manager, onTwo);
      await stand('waiting');
      await holdAgain(manager, agency, place);
      return [];
    case 'separate':
      await separateByHand(manager, onTwo);
      return [];
  }
}

/** Whether a merge of the person was undone, and she was let in by nobody since. */
async function wasParted(manager: EntityManager, agency: string, { target, personId }: IntakePlace): Promise<boolean> {
  const [last]: { decision: IntakeVerb }[] = await manager.query(
    `select decision from exchange.intake_decisions where agency = $1 and target = $2 and person = $3 and decision <> 'separate' order by number desc limit 1`,
    [agency, target, personId],
  );
  return last?.decision === 'undo';
}

/** @throws ExchangeRefused `notFound`, also for whoever was erased */
async function standingOf(manager: EntityManager, agency: string, place: IntakePlace): Promise<IntakeStanding> {
  const [known]: Omit<IntakeStanding, 'target' | 'personId'>[] = await manager.query(
    `select case when a.spam then 'spam' else a.state end as state, a.version, a.merged_with as "mergedWith", a.who as by, a.why, a.decided_at as "decidedAt"
     from exchange.admissions a where a.agency = $1 and a.target = $2 and a.person = $3
       and not exists (select from exchange.erased e where e.agency = a.agency and e.person = a.person) for update`,
    [agency, place.target, place.personId],
  );
  if (!known) throw new ExchangeRefused('notFound', 'Nobody of this id waits at this target', { ...place });
  return { ...place, ...known };
}
