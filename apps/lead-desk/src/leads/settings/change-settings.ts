import { Injectable } from '@nestjs/common';
import { type Allowance, allowances, leadActs, may } from '#lead';
import { Clock, inAgency } from '#runtime';
import { DataSource } from 'typeorm';
import { type DeskProblem, DeskRefusal } from '../../api-problems/desk-refusal';
import type { SignedInMember } from '../../sign-in/signed-in';
import { lockAgencies } from '../../take-events/lock-desk';
import { type LeadSettings, readSettings } from './lead-settings';
import type { ChangeLeadSettingsRequest, LeadSettingsView } from './settings-views';

/** How an agency works with its leads, as its broker sets it (B4, B7–B12). */
@Injectable()
export class ChangeLeadSettings {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  read(who: SignedInMember): Promise<LeadSettingsView> {
    return inAgency(this.db, who.agency, async (manager) => viewOf(await readSettings(manager, who.agency)));
  }

  /** @throws DeskRefusal 409 where somebody changed them since they were shown, 422 with everything that is wrong */
  change(who: SignedInMember, wanted: ChangeLeadSettingsRequest): Promise<LeadSettingsView> {
    const { version, planId = null, ignoredDays, completedTo = null } = wanted;
    const problems: DeskProblem[] = [];
    const acts = readActs(wanted.acts, problems);
    return inAgency(this.db, who.agency, async (manager) => {
      await lockAgencies(manager, [who.agency]);
      const [plan] = await manager.query('select 1 from lead_desk.plans where agency = $1 and id = $2', [who.agency, planId]);
      if (planId !== null && plan === undefined) problems.push({ path: '/planId', rule: 'known', message: 'There is no such action plan' });
      const [member]: { role: Parameters<typeof may>[0] }[] = await manager.query(
        'select role from lead_desk.members where agency = $1 and id = $2 and disabled_at is null',
        [who.agency, completedTo],
      );
      if (completedTo !== null && !(member && may(member.role, 'workLeads')))
        problems.push({ path: '/completedTo', rule: 'known', message: 'There is no such member to give leads to' });
      if (problems.length > 0) throw new DeskRefusal(422, problems);
      const now = await readSettings(manager, who.agency);
      if (now.version !== version) throw await changedSince(manager, who.agency);
      await manager.query(
        `insert into lead_desk.lead_settings (agency, settings, version, changed_at, changed_by) values ($1, $2, $3, $4, $5)
         on conflict (agency) do update set settings = excluded.settings, version = excluded.version, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
        [who.agency, JSON.stringify({ planId, ignoredDays, completedTo, acts }), version + 1, this.clock.now(), who.name],
      );
      return viewOf(await readSettings(manager, who.agency));
    });
  }
}

async function changedSince(
  manager: { query(sql: string, parameters: unknown[]): Promise<{ changed_by: string }[]> },
  agency: string,
): Promise<DeskRefusal> {
  const [last] = await manager.query('select changed_by from lead_desk.lead_settings where agency = $1', [agency]);
  const message = last ? `${last.changed_by} changed the settings meanwhile; look at them again` : 'Look at the settings again';
  return new DeskRefusal(409, [{ path: '/version', rule: 'changed', message }]);
}

const viewOf = ({ acts, ...rest }: LeadSettings): LeadSettingsView => ({ ...rest, acts: leadActs.map((act) => ({ act, ...acts[act] })) });

function readActs(said: unknown, problems: DeskProblem[]): Record<string, object> {
  const given: unknown[] = Array.isArray(said) ? said : [];
  const entries = leadActs.map((act) => {
    const one = given.find(
      (each): each is Record<string, unknown> => typeof each === 'object' && each !== null && 'act' in each && each.act === act,
    );
    if (!one) problems.push({ path: `/acts/${act}`, rule: 'needed', message: 'Say who may do this' });
    for (const role of ['agent', 'officeManager'])
      if (one && !allowances.includes(one[role] as Allowance))
        // looked up among the known words
        problems.push({ path: `/acts/${act}/${role}`, rule: 'value', message: `One of: ${allowances.join(', ')}` });
    return [act, { agent: one?.['agent'], officeManager: one?.['officeManager'] }] as const;
  });
  return Object.fromEntries(entries);
}
