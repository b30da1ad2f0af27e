import { rolesWith } from '#lead';
import type { EntityManager } from 'typeorm';
import { type DeskProblem, DeskRefusal } from '../api-problems/desk-refusal';
import { mayRule } from '../distribution/rules';
import type { SignedInMember } from '../sign-in/signed-in';
import type { PondRow } from './pond-rows';
import type { PondView } from './pond-views';

const working = rolesWith('workLeads');

/** Whether a member may put leads into a pond: the company's are everybody's who gives out leads, an office's its managers'. */
export const mayFill = (who: SignedInMember, { office }: Pick<PondRow, 'office'>): boolean => office === '' || mayRule(who, office);

interface ToSave {
  readonly id: string;
  readonly name: string;
  readonly office: string;
  /** Members it did not have before. */
  readonly added: readonly string[];
}

/** @throws DeskRefusal 422 with all that is wrong */
export async function demandSavable(manager: EntityManager, who: SignedInMember, { id, name, office, added }: ToSave): Promise<void> {
  const problems: DeskProblem[] = await problemsOfMembers(manager, who, office, added);
  const taken: unknown[] = await manager.query(
    'select 1 from lead_desk.ponds where agency = $1 and lower(name) = lower($2) and id <> $3 and deleted_at is null',
    [who.agency, name, id],
  );
  if (taken.length > 0) problems.push({ path: '/name', rule: 'unique', message: `There is a pond named ${name} already` });
  if (problems.length > 0) throw new DeskRefusal(422, problems);
}

/** Managers share leads among those under their control, as they assign them. */
async function problemsOfMembers(
  manager: EntityManager,
  who: SignedInMember,
  office: string,
  added: readonly string[],
): Promise<DeskProblem[]> {
  const found: { id: string; name: string; office: string | null; works: boolean }[] = await manager.query(
    `select id, name, office, role = any($3) as works from lead_desk.members where agency = $1 and id = any($2) and disabled_at is null`,
    [who.agency, added, working],
  );
  const elsewhere = (of: string | null): boolean => office !== '' && !mayRule(who, '') && of !== office;
  return added.flatMap((id) => {
    const member = found.find((one) => one.id === id);
    const wrong = (rule: string, message: string): DeskProblem[] => [{ path: '/members', rule, message }];
    if (!member) return wrong('known', 'One of these members is not there any more; choose again');
    if (!member.works) return wrong('role', `${member.name} works no leads; choose an agent`);
    return elsewhere(member.office) ? wrong('office', `${member.name} is of another office; choose members of yours`) : [];
  });
}

/** @throws DeskRefusal 409 that names every rule that puts leads into the pond */
export async function demandUnused(manager: EntityManager, agency: string, { id, name }: PondRow): Promise<void> {
  const rules: { office: string; of: string | null }[] = await manager.query(
    `select r.office, o.name as of from lead_desk.distribution_rules r left join lead_desk.offices o on o.agency = r.agency and o.id = r.office
     where r.agency = $1 and r.rule->>'pond' = $2 order by o.name nulls first, r.office`,
    [agency, id],
  );
  if (rules.length === 0) return;
  const whose = rules.map(({ office, of }) => (office === '' ? 'the company' : (of ?? office))).join(' and of ');
  const message = `The rule of ${whose} puts leads into ${name}; choose another pond there, or none, first`;
  throw new DeskRefusal(409, [{ path: '', rule: 'inUse', message }]);
}

export function stale({ changed_by }: PondRow, now: PondView): DeskRefusal {
  const message = `${changed_by} changed this pond meanwhile; look at what it is now`;
  return new DeskRefusal(409, [{ path: '/version', rule: 'stale', message }], undefined, { now });
}
