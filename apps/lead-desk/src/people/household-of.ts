import { householdOf } from '#lead';
import type { EntityManager } from 'typeorm';
import type { HouseholdView } from './person-view';

interface HouseholdRow {
  participant: string;
  household_id: string;
  members: string[];
  stamp: string;
}

/** The group she hunts with; a group of one where nobody told of another (P12). */
export async function householdViewOf(
  manager: EntityManager,
  agency: string,
  human: string,
  personIds: readonly string[],
): Promise<HouseholdView> {
  const told: HouseholdRow[] = await manager.query(
    `select participant, household_id, array(select m::text from unnest(members) m) as members, stamp from lead_desk.households where agency = $1 and members && $2::uuid[]`,
    [agency, personIds],
  );
  const groups = told.map((row) => ({ id: row.household_id, members: row.members, stamp: row.stamp }));
  const own = personIds.map((id) => householdOf(id, groups));
  const household = own.find((group) => group.members.length > 1) ??
    own.find((group) => groups.some((one) => one.id === group.id)) ?? { id: human, members: [human] };
  const members: { person_id: string; human: string | null; name: string | null }[] = await manager.query(
    `select m.person_id, p.human, l.name from unnest($2::uuid[]) with ordinality as m(person_id, n)
     left join lead_desk.persons p on p.agency = $1 and p.person_id = m.person_id
     left join lead_desk.people l on l.agency = p.agency and l.human = p.human order by m.n`,
    [agency, household.members],
  );
  const seen = new Map(
    members.map((member) => [member.human ?? member.person_id, { personId: member.human ?? member.person_id, name: member.name }]),
  );
  return { id: household.id, members: [...seen.values()] };
}
