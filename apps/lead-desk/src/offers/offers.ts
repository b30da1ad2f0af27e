import { type Decision, giveOut, type GivingOut, rolesWith, whyInWords } from '#lead';
import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { Clock, inAgency } from '#runtime';
import { DataSource } from 'typeorm';
import { notFound } from '../api-problems/desk-refusal';
import { assignmentColumns, type AssignmentRow } from '../assignment/assignment-rows';
import { leadScope } from '../assignment/lead-scope';
import { memberNames } from '../assignment/member-names';
import { readId } from '../people/person-id';
import { pondNames } from '../ponds/pond-rows';
import { isWorked } from '../ponds/view-ponds';
import type { SignedInMember } from '../sign-in/signed-in';
import type { AgentChoicesView, AssignmentActView, AssignmentStoryView, OffersView } from './offer-views';

interface OfferRow {
  readonly lead_id: string;
  readonly several: boolean;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly intent: string;
  readonly office: string | null;
  readonly about: string | null;
  readonly opened_at: Date;
  readonly offered_at: Date;
  readonly until: Date | null;
  readonly pond: string | null;
  readonly total: number;
}

interface StoredAct {
  readonly number: number;
  readonly at: Date;
  readonly kind: AssignmentActView['kind'];
  readonly by_name: string | null;
  readonly agents: string[];
  readonly until: Date | null;
  readonly reason: string | null;
  readonly pond: string | null;
  readonly asked: GivingOut | null;
  readonly decision: Decision | null;
}

/** What it is about is looked up for those alone that are shown: a pond may hold thousands. */
const own = `
with mine as (select a.*, d.name as pond_name, count(*) over ()::int as total from lead_desk.assignments a
  left join lead_desk.ponds d on d.agency = a.agency and d.id = a.pond
  left join lead_desk.lead_list w on w.agency = a.agency and w.lead_id = a.lead_id
  where a.agency = $1 and a.offered_to @> array[$2::uuid] and a.state = 'offered' and (a.until is null or a.until > $3)
    and (a.pond is null or ${isWorked('w')})
  order by lower(d.name) nulls first, a.until nulls last, a.offered_at, a.lead_id limit 200)
select a.lead_id, cardinality(a.offered_to) > 1 or a.pond is not null as several, h.name, h.email, h.phone, l.intent, o.name as office,
  t.sentence as about, a.opened_at, a.offered_at, a.until, a.pond_name as pond, a.total
from mine a join lead_desk.leads l using (agency, lead_id)
left join lead_desk.offices o on o.agency = a.agency and o.id = a.office
left join lead_desk.persons p on p.agency = a.agency and p.person_id = a.person_id
left join lead_desk.people h on h.agency = a.agency and h.human = p.human
left join lateral (select sentence from lead_desk.timeline t where t.agency = a.agency and t.person_id = a.person_id and t.lead_id = a.lead_id
  order by t.at, t.entry limit 1) t on true
order by lower(a.pond_name) nulls first, a.until nulls last, a.offered_at, a.lead_id`;

const working = rolesWith('workLeads');

/** What is offered to a member, and how a lead came to whom it came to. */
@Injectable()
export class Offers {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Of what is offered to several, or waits in a pond, nothing shows that tells whose it is (X11). */
  list(who: SignedInMember): Promise<OffersView> {
    const now = this.clock.now();
    return inAgency(this.db, who.agency, async (manager) => {
      const rows: OfferRow[] = await manager.query(own, [who.agency, who.memberId, now]);
      return {
        now: now.toISOString(),
        total: rows[0]?.total ?? 0,
        offers: rows.map((row) => ({
          leadId: row.lead_id,
          hidden: row.several,
          name: row.several ? null : row.name,
          email: row.several ? null : row.email,
          phone: row.several ? null : row.phone,
          intent: row.intent,
          office: row.office,
          about: row.several ? null : row.about,
          openedAt: row.opened_at.toISOString(),
          offeredAt: row.offered_at.toISOString(),
          until: row.until?.toISOString() ?? null,
          pond: row.pond,
        })),
      };
    });
  }

  /** Every act on a lead's assignment with its reasons, and whether each decision comes out the same again (F15). */
  story(who: SignedInMember, leadId: string): Promise<AssignmentStoryView> {
    const id = readId(leadId, 'lead');
    const scope = leadScope(who, 'a', 3);
    return inAgency(this.db, who.agency, async (manager) => {
      const [row]: AssignmentRow[] = await manager.query(
        `select ${assignmentColumns} from lead_desk.assignments a where a.agency = $1 and a.lead_id = $2 and ${scope.sql}`,
        [who.agency, id, ...scope.parameters],
      );
      if (!row) throw notFound('lead');
      const nameOf = await memberNames(manager, who.agency);
      const ponds = await pondNames(manager, who.agency);
      const acts: StoredAct[] = await manager.query(
        'select * from lead_desk.assignment_acts where agency = $1 and lead_id = $2 order by number',
        [who.agency, id],
      );
      return {
        leadId: id,
        state: row.state,
        agent: row.agent,
        agentName: row.agent && nameOf(row.agent),
        offeredTo: row.offered_to.map(nameOf),
        until: row.until?.toISOString() ?? null,
        pond: row.pond && (ponds.get(row.pond) ?? null),
        acts: acts.map((act) => ({ ...actView(act, nameOf), pond: act.pond && (ponds.get(act.pond) ?? null) })),
      };
    });
  }

  /** Whom a member may give a lead to: a manager those of their office, whoever has one everybody. */
  choices(who: SignedInMember): Promise<AgentChoicesView> {
    return inAgency(this.db, who.agency, async (manager) => {
      const agents: AgentChoicesView['agents'] = await manager.query(
        `select id, name, office, receiving from lead_desk.members where agency = $1 and disabled_at is null and role = any($2) order by name, id`,
        [who.agency, working],
      );
      return { agents };
    });
  }
}

function actView(act: StoredAct, nameOf: (agent: string) => string): Omit<AssignmentActView, 'pond'> {
  const { asked, decision } = act;
  return {
    number: act.number,
    at: act.at.toISOString(),
    kind: act.kind,
    by: act.by_name,
    agents: act.agents.map(nameOf),
    until: act.until?.toISOString() ?? null,
    reason: act.reason,
    why: asked && decision ? whyInWords(asked, decision, nameOf) : [],
    sameAgain: asked && decision ? isDeepStrictEqual(giveOut(asked), decision) : null,
  };
}
