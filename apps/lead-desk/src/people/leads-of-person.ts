import { may } from '#lead';
import type { EntityManager } from 'typeorm';
import { leadScope } from '../assignment/lead-scope';
import type { SignedInMember } from '../sign-in/signed-in';
import { leadsOf } from './lead-views';
import type { PersonLeadView } from './person-view';

interface Standing {
  lead_id: string;
  state: string;
  agent_name: string;
  opens: boolean;
}

/** All leads of a person, whose they are, and whether whoever asks may open them; those that are open first. */
export async function leadsOfPerson(manager: EntityManager, who: SignedInMember, human: string): Promise<PersonLeadView[]> {
  const leads = (await leadsOf(manager, who.agency, [human])).get(human) ?? [];
  const scope = leadScope(who, 'l', 3);
  const rows: Standing[] = await manager.query(
    `select l.lead_id, l.assignment_state as state, l.agent_name, (${scope.sql}) as opens from lead_desk.lead_list l where l.agency = $1 and l.lead_id = any($2)`,
    [who.agency, leads.map(({ id }) => id), ...scope.parameters],
  );
  const found = new Map(rows.map((row) => [row.lead_id, row]));
  const works = may(who.member.role, 'workLeads');
  return leads
    .map((lead) => {
      const row = found.get(lead.id);
      return {
        ...lead,
        assignment: row?.state ?? 'unassigned',
        agent: row === undefined || row.agent_name === '' ? null : row.agent_name,
        opens: works && row?.opens === true,
      };
    })
    .toSorted((a, b) => Number(a.closedAt !== null) - Number(b.closedAt !== null));
}
