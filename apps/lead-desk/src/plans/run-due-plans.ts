import { type ActionPlan, planStanding, receivesPlanAt } from '#lead';
import type { DataSource, EntityManager } from 'typeorm';
import { writeAct } from '../leads/acts/lead-acts-log';
import { refreshLeads } from '../leads/refresh-leads';
import { readSettings } from '../leads/settings/lead-settings';
import { tellMembers } from '../messages/tell-members';
import { holdAgency } from '../assignment/hold-agency';
import { type PlanRunRow, runOf } from './plan-run-of';
import { type PlannedLead, planInUse, startPlan } from './start-plan';
import { zoneOf } from './zone-of';

const atOnce = 200;

interface DueRun extends PlanRunRow, PlannedLead {
  status: string;
  agent: string | null;
  name: string | null;
}

/**
 * Does what is due of action plans (B4): leads left alone too long receive the plan, and leads whose step is over become late, which their agent
 * and the broker hear once. What is due stands in the tables, so a restart loses nothing and repeats nothing; several processes share the work.
 * @returns how much was due
 */
export async function runDuePlans(db: DataSource, now: Date): Promise<number> {
  const agencies: { agency: string }[] = await db.query(
    `select agency from lead_desk.lead_settings where settings->>'planId' is not null order by 1`,
  );
  let done = 0;
  for (const { agency } of agencies) {
    done += await db.transaction((manager) => giveToIgnored(manager, agency, now));
    done += await db.transaction((manager) => tellLate(manager, agency, now));
  }
  return done;
}

async function giveToIgnored(manager: EntityManager, agency: string, now: Date): Promise<number> {
  const { ignoredDays } = await readSettings(manager, agency);
  // A day early, since days of offices end at different moments; which are due is decided one by one.
  const about = new Date(now.getTime() - (ignoredDays - 1) * 86_400_000);
  const looked = `select agency, lead_id as "leadId", person_id as "personId", office, touched_at from lead_desk.lead_list
    where agency = $1 and plan_status = '' and within is null and closed_at is null and record_status <> 'converted' and touched_at < $2
      and not exists (select from lead_desk.plan_runs r where r.agency = lead_list.agency and r.lead_id = lead_list.lead_id) order by touched_at, lead_id limit ${atOnce}`;
  const [any] = await manager.query(looked, [agency, about]);
  if (any === undefined) return 0;
  await holdAgency(manager, agency);
  const plan = await planInUse(manager, agency);
  if (!plan) return 0;
  const ignored: (PlannedLead & { touched_at: Date })[] = await manager.query(looked, [agency, about]);
  const due: PlannedLead[] = [];
  for (const lead of ignored) {
    const zone = await zoneOf(manager, agency, lead.office);
    if (Date.parse(receivesPlanAt(lead.touched_at.toISOString(), ignoredDays, zone)) > now.getTime()) continue;
    await startPlan(manager, lead, now);
    await writeAct(manager, { ...lead, kind: 'planReceived', facts: { plan: plan.name } }, undefined, now);
    due.push(lead);
  }
  await refreshLeads(manager, due);
  return due.length;
}

async function tellLate(manager: EntityManager, agency: string, now: Date): Promise<number> {
  const [any] = await manager.query('select 1 from lead_desk.plan_runs where agency = $1 and due_at <= $2 and stopped_at is null limit 1', [
    agency,
    now,
  ]);
  if (any === undefined) return 0;
  await holdAgency(manager, agency);
  const runs: DueRun[] = await manager.query(
    `select r.agency, r.lead_id as "leadId", r.person_id as "personId", r.plan, r.received_at, r.done, r.stopped_at, r.status, coalesce(l.office, '') as office, l.agent, l.name
     from lead_desk.plan_runs r left join lead_desk.lead_list l using (agency, lead_id)
     where r.agency = $1 and r.due_at <= $2 and r.stopped_at is null order by r.due_at, r.lead_id limit ${atOnce} for update of r skip locked`,
    [agency, now],
  );
  for (const run of runs) await settleRun(manager, run, now);
  await refreshLeads(manager, runs);
  return runs.length;
}

async function settleRun(manager: EntityManager, run: DueRun, now: Date): Promise<void> {
  const standing = planStanding(runOf(run), now.toISOString(), await zoneOf(manager, run.agency, run.office));
  await manager.query('update lead_desk.plan_runs set status = $3, due_at = $4 where agency = $1 and lead_id = $2', [
    run.agency,
    run.leadId,
    standing.status,
    standing.next?.dueAt ?? null,
  ]);
  if (standing.status !== 'lateTask') return;
  const missing = standing.missing.map(({ title }) => title).join(', ');
  await writeAct(manager, { ...run, kind: 'planLate', facts: { words: missing } }, undefined, now);
  const brokers: { id: string }[] = await manager.query(
    `select id from lead_desk.members where agency = $1 and disabled_at is null and role = 'broker'`,
    [run.agency],
  );
  const hear = new Set([...brokers.map(({ id }) => id), ...(run.agent === null ? [] : [run.agent])]);
  const words = { name: run.name ?? '', plan: planName(run.plan), missing, office: run.office };
  await tellMembers(
    manager,
    [...hear].map((member) => ({
      agency: run.agency,
      member,
      kind: 'leadLate',
      leadId: run.leadId,
      personId: run.personId,
      words,
      mail: true,
    })),
    now,
  );
}

const planName = ({ name }: ActionPlan): string => name;
