import { rolesWith } from '#lead';
import type { EntityManager } from 'typeorm';
import { tellMembers, type ToTell } from '../messages/tell-members';
import type { ChangedAssignment } from './assignment-rows';
import type { GivenOut } from './give-out-leads';

interface LeadWords {
  readonly lead_id: string;
  readonly name: string | null;
  readonly intent: string;
  readonly office: string | null;
}

type Lead = Pick<ChangedAssignment['row'], 'agency' | 'lead_id' | 'person_id' | 'office'>;

const wordsSql = `
select w.lead_id, h.name, l.intent, o.name as office from unnest($2::uuid[], $3::uuid[], $4::text[]) as w(lead_id, person_id, office)
join lead_desk.leads l on l.agency = $1 and l.lead_id = w.lead_id
left join lead_desk.persons p on p.agency = $1 and p.person_id = w.person_id
left join lead_desk.people h on h.agency = $1 and h.human = p.human
left join lead_desk.offices o on o.agency = $1 and o.id = w.office`;

/** What messages say of leads, by lead. */
async function wordsOf(manager: EntityManager, agency: string, leads: readonly Lead[]): Promise<Map<string, Record<string, string>>> {
  const rows: LeadWords[] = await manager.query(wordsSql, [
    agency,
    leads.map(({ lead_id }) => lead_id),
    leads.map(({ person_id }) => person_id),
    leads.map(({ office }) => office),
  ]);
  return new Map(
    rows.map(({ lead_id, name, intent, office }) => [lead_id, { intent, ...(name ? { name } : {}), ...(office ? { office } : {}) }]),
  );
}

const leading = rolesWith('seeAllLeads');

/** The managers of each office; where it has none, those who see every office. By office. */
export async function managersOf(manager: EntityManager, agency: string, offices: readonly string[]): Promise<Map<string, string[]>> {
  const rows: { office: string; id: string }[] = await manager.query(
    `with wanted as (select distinct unnest($2::text[]) as office),
     managers as (select w.office, m.id from wanted w join lead_desk.members m on m.agency = $1 and m.role = 'officeManager'
       and coalesce(m.office, '') = w.office and m.disabled_at is null)
     select office, id from managers union all
     select w.office, m.id from wanted w join lead_desk.members m on m.agency = $1 and m.role = any($3) and m.disabled_at is null
     where not exists (select 1 from managers x where x.office = w.office)`,
    [agency, offices, leading],
  );
  return new Map(offices.map((office) => [office, rows.filter((row) => row.office === office).map(({ id }) => id)]));
}

/** F10: whoever is offered a lead hears so at once, and the managers of its office that it came, or that nobody has it. */
export async function tellGivenOut(manager: EntityManager, given: readonly GivenOut[], isNew: boolean, now: Date): Promise<void> {
  for (const agency of new Set(given.map(({ row }) => row.agency))) {
    const here = given.filter(({ row }) => row.agency === agency);
    const words = await wordsOf(
      manager,
      agency,
      here.map(({ row }) => row),
    );
    const managers = await managersOf(manager, agency, [...new Set(here.map(({ row }) => row.office))]);
    await tellMembers(
      manager,
      here.flatMap((one) => tellingsOf(one, words.get(one.row.lead_id) ?? {}, managers.get(one.row.office) ?? [], isNew)),
      now,
    );
  }
}

function tellingsOf(
  { row, decision: { given } }: GivenOut,
  words: Record<string, string>,
  managers: readonly string[],
  isNew: boolean,
): ToTell[] {
  const told = (member: string, kind: ToTell['kind'], more: Record<string, string> = {}): ToTell => ({
    agency: row.agency,
    member,
    kind,
    leadId: row.lead_id,
    personId: row.person_id,
    words: { ...words, ...more },
    mail: true,
  });
  const until: Record<string, string> = 'until' in given && given.until !== null ? { until: given.until } : {};
  const offers = given.kind === 'offered' ? [told(given.to, 'leadOffered', until)] : [];
  // Whose it is stays hidden until somebody has it (X11).
  const toAll =
    given.kind === 'offeredToAll'
      ? given.to.map((member) => ({ ...told(member, 'leadOffered', until), words: { intent: words['intent'] ?? '', ...until } }))
      : [];
  const nobody = given.kind === 'unassigned' && given.because !== 'manual';
  if (!isNew && !nobody) return [...offers, ...toAll];
  const kind = nobody ? 'leadUnassigned' : 'leadNew';
  return [...offers, ...toAll, ...managers.map((member) => told(member, kind, nobody ? { because: given.because } : {}))];
}

/** What a person did with a lead is told to those whom it concerns, in the desk and by mail. */
export async function tellOf(
  manager: EntityManager,
  lead: Lead,
  told: readonly { readonly member: string; readonly kind: ToTell['kind']; readonly words?: Record<string, string> }[],
  now: Date,
): Promise<void> {
  if (told.length === 0) return;
  const words = (await wordsOf(manager, lead.agency, [lead])).get(lead.lead_id) ?? {};
  await tellMembers(
    manager,
    told.map((one) => ({
      agency: lead.agency,
      member: one.member,
      kind: one.kind,
      leadId: lead.lead_id,
      personId: lead.person_id,
      words: { ...words, ...one.words },
      mail: true,
    })),
    now,
  );
}
