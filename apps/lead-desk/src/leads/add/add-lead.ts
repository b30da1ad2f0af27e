import { Injectable } from '@nestjs/common';
import { leadDesk } from '#delivery';
import { type Intent, isLeadField, type LeadField, leadFields, problemOfValue } from '#lead';
import { personIdOf } from '#people-exchange';
import { Clock, inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { type DeskProblem, DeskRefusal } from '../../api-problems/desk-refusal';
import type { SignedInMember } from '../../sign-in/signed-in';
import { say } from '../../say-events/say';
import { holdAgency } from '../../assignment/hold-agency';
import { writeAct } from '../acts/lead-acts-log';
import { setStage } from '../acts/marks';
import { writeValues } from '../edit/edit-lead';
import { personSaid } from '../edit/say-person';
import type { OpenedLead } from '../record/find-lead';
import { refreshLeads } from '../refresh-leads';
import { Assignments } from '../../assignment/assignments';
import { holdAssignment } from '../../assignment/change-assignment';
import { type AssignHow, readAssign } from './read-assign';

/** A lead as somebody wrote it down. */
export interface NewLead {
  /** Chosen by the form, so that a second click adds no second lead. */
  readonly id: string;
  readonly values: ReadonlyMap<LeadField, string>;
  readonly assign: AssignHow;
}

const roleOf: Readonly<Record<Intent, string>> = { buy: 'applicant', rent: 'occupier', sell: 'vendor', let: 'landlord' };
const intentOf = (values: NewLead['values']): Intent => {
  const said = values.get('intent');
  return said === 'rent' || said === 'sell' || said === 'let' ? said : 'buy';
};
const sourceWord = /^[a-zA-Z][\w-]{0,63}$/;

/** Reads a new lead; none of its fields is required, but one way to reach the person. @throws DeskRefusal 422 with everything that is wrong */
export function readNewLead({ id, values: raw, assign }: { id: string; values: unknown; assign?: string }, who: SignedInMember): NewLead {
  const problems: DeskProblem[] = [];
  const values = new Map<LeadField, string>();
  const members = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? Object.entries(raw) : [];
  for (const [name, said] of members as [string, unknown][]) {
    const path = `/values/${name}`;
    if (!isLeadField(name)) problems.push({ path, rule: 'known', message: `A lead has no "${name.slice(0, 60)}"` });
    else if (typeof said !== 'string') problems.push({ path, rule: 'shape', message: 'Send it as text' });
    else {
      const value = (name === 'message' || name === 'notes' ? said : said.trim()).toWellFormed();
      // Nothing chosen is nothing said, also where the lead later has to have one of some.
      if (value === '') continue;
      const message = problemOfValue(name, value);
      if (message !== undefined) problems.push({ path, rule: 'value', message });
      values.set(name, value);
    }
  }
  if (!values.has('email') && !values.has('phone'))
    problems.push({
      path: '/values/email',
      rule: 'reachable',
      message: 'Enter an e-mail address or a phone number, so that the person can be reached',
    });
  const how = readAssign(assign, who, problems);
  if (problems.length > 0) throw new DeskRefusal(422, problems);
  return { id: id.toLowerCase(), values, assign: how };
}

/** Opens a lead by hand (B5): the desk says whom it registered, as any back office would, and takes its own word in at once. */
@Injectable()
export class AddLead {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly assignments: Assignments,
  ) {}

  /** @returns the lead; where the person has an open one of this intent already, that one */
  add(who: SignedInMember, { id: subject, values, assign }: NewLead): Promise<{ id: string; joined: boolean }> {
    const now = this.clock.now();
    const { agency } = who;
    const personId = personIdOf(agency, leadDesk, subject);
    return inAgency(this.db, agency, async (manager) => {
      await holdAgency(manager, agency);
      const before = await leadOf(manager, agency, personId);
      if (before) return standingFor(before);
      const source = values.get('source');
      const data = {
        person: { ...personSaid(values), roles: [roleOf[intentOf(values)]] },
        ...(who.member.office === null ? {} : { office: who.member.office }),
        ...(source !== undefined && sourceWord.test(source) ? { source } : {}),
      };
      await say(manager, { agency, type: 'person.registered', subject, data }, now, assign === 'automatic' ? 'giveOut' : 'leave');
      const lead = await leadOf(manager, agency, personId);
      // The event just taken in opened it.
      if (!lead) throw new DeskRefusal(409, [{ path: '/id', rule: 'erased', message: 'This lead was added and erased; add it anew' }]);
      await writeValues(manager, lead, withoutUsual(values), who, now);
      const stage = values.get('stage');
      if (stage !== undefined && stage !== 'uncontacted') await setStage(manager, lead, stage, who, now);
      await writeAct(manager, { ...lead, kind: 'added' }, who, now);
      if (typeof assign === 'object' && lead.within === null)
        await this.assignments.giveTo(manager, await holdAssignment(manager, agency, lead.leadId), who, assign.agent);
      await refreshLeads(manager, [lead]);
      const listed = await leadOf(manager, agency, personId);
      return standingFor(listed ?? lead);
    });
  }
}

interface ListedLead extends OpenedLead {
  readonly within: string | null;
}

const standingFor = ({ leadId, within }: ListedLead): { id: string; joined: boolean } => ({
  id: within ?? leadId,
  joined: within !== null,
});

/** What every lead has without anybody writing it, and the intent, which the event carries. */
function withoutUsual(values: NewLead['values']): Map<LeadField, string> {
  return new Map(
    [...values].filter(([field, value]) => field !== 'intent' && field in leadFields && !(field === 'rating' && value === '0')),
  );
}

async function leadOf(manager: EntityManager, agency: string, personId: string): Promise<ListedLead | undefined> {
  const [lead]: ListedLead[] = await manager.query(
    `select t.agency, t.lead_id as "leadId", t.person_id as "personId", t.human, t.within, l.intent as "askedIntent", l.after_mark as "afterMark", t.name, t.office, t.agent,
       t.stage, t.record_status as "recordStatus", t.closed_at as "closedAt", t.plan_status as "planStatus", t.request_id as "requestId"
     from lead_desk.lead_list t join lead_desk.leads l using (agency, lead_id) where t.agency = $1 and t.person_id = $2 order by t.opened_at limit 1`,
    [agency, personId],
  );
  return lead;
}
