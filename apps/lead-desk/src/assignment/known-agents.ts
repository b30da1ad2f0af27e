import type { LeadToGive } from '#lead';
import type { EntityManager } from 'typeorm';

/** What is known of a lead that may point to an agent. */
export interface WhoKnows {
  readonly agency: string;
  readonly leadId: string;
  readonly personId: string;
  /** The agency's own id of the member of staff who was asked for. */
  readonly askedFor: string | null;
  /** The property it is about, as claims name it. */
  readonly propertyKey: string | null;
}

/**
 * An owner's lead tells who has the listing; the newest of several counts, as does the newest lead of the person. Row by row, each step from
 * the one before (`offset 0` keeps them apart): joined freely, a database that takes tables for small compares all with all.
 */
const known = `
with wanted as (select * from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::text[]) as w(agency, lead_id, person_id, asked_for, property_key))
select w.lead_id,
  (select m.id from lead_desk.members m where m.agency = w.agency and m.agent_ref = w.asked_for and m.disabled_at is null order by m.id limit 1) as asked_for,
  (select a.agent from lead_desk.persons p
     cross join lateral (select q.person_id from lead_desk.persons q where q.agency = w.agency and q.human = p.human offset 0) q
     cross join lateral (select * from lead_desk.assignments a where a.agency = w.agency and a.person_id = q.person_id offset 0) a
     where p.agency = w.agency and p.person_id = w.person_id and a.agent is not null order by a.taken_at desc, a.lead_id limit 1) as sticky,
  (select a.agent from (select * from lead_desk.ownerships o where o.agency = w.agency and o.property_key = w.property_key offset 0) o
     cross join lateral (select * from lead_desk.leads l where l.agency = w.agency and l.person_id = o.person_id and l.intent in ('sell', 'let') offset 0) l
     cross join lateral (select * from lead_desk.assignments a where a.agency = w.agency and a.lead_id = l.lead_id offset 0) a
     where o.person_id <> w.person_id and o.word is distinct from 'refuted'
       and a.agent is not null order by a.taken_at desc, a.lead_id limit 1) as listing
from wanted w`;

/** Who of the agents knows the person or the house of these leads (X11). By lead. */
export async function knownAgents(manager: EntityManager, leads: readonly WhoKnows[]): Promise<Map<string, Omit<LeadToGive, 'offers'>>> {
  const rows: { lead_id: string; asked_for: string | null; sticky: string | null; listing: string | null }[] = await manager.query(known, [
    leads.map(({ agency }) => agency),
    leads.map(({ leadId }) => leadId),
    leads.map(({ personId }) => personId),
    leads.map(({ askedFor }) => askedFor),
    leads.map(({ propertyKey }) => propertyKey),
  ]);
  return new Map(
    rows.map(({ lead_id, asked_for, sticky, listing }) => [lead_id, { askedFor: asked_for, stickyAgent: sticky, listingAgent: listing }]),
  );
}
