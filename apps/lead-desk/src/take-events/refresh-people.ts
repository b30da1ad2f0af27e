import type { EntityManager } from 'typeorm';
import type { Human } from './regroup';

/**
 * The list of people has a row per human, derived from what is known of the persons that are one. It is made anew for those
 * touched; the newest word gives name, address and number.
 */
const refresh = `
with wanted as (select distinct * from unnest($1::text[], $2::uuid[]) as w(agency, human)),
members as (select p.* from wanted w join lead_desk.persons p using (agency, human) where p.erased_at is null),
told as (select m.human, d.* from members m join lead_desk.person_details d using (agency, person_id)),
newest as (select distinct on (agency, human, detail) agency, human, detail, value from told order by agency, human, detail, at desc, stamp desc),
names as (select agency, human, coalesce(nullif(trim(value->>'full'), ''), nullif(trim(concat_ws(' ', value->>'given', value->>'family')), '')) as name from newest where detail = 'name'),
emails as (select agency, human, value->>0 as email from newest where detail = 'emails'),
phones as (select agency, human, coalesce(value->0->>'e164', value->0->>'typed') as phone from newest where detail = 'phones'),
roles as (select agency, human, array_agg(distinct role order by role) as roles from told, jsonb_array_elements_text(value) role where detail = 'roles' group by 1, 2),
every_address as (select agency, human, string_agg(value::text, ' ' order by person_id, detail) as words from told where detail in ('emails', 'phones') group by 1, 2),
saves as (select m.agency, m.human, count(distinct s.property_key)::int as saves from members m join lead_desk.saved_properties s using (agency, person_id) where s.kept group by 1, 2),
searches as (select m.agency, m.human, count(*)::int as searches from members m join lead_desk.searches s using (agency, person_id)
  where s.criteria is not null and (s.removed_stamp is null or s.criteria_stamp > s.removed_stamp) group by 1, 2),
denied as (select m.agency, m.human, array_agg(distinct c.channel order by c.channel) as denied from members m join lead_desk.consents c using (agency, person_id)
  where c.status in ('denied', 'withdrawn') group by 1, 2),
leads as (select m.agency, m.human, l.intent, bool_or(not exists (
    select 1 from lead_desk.lead_marks e where e.agency = l.agency and e.person_id = l.person_id and e.intent = l.intent
      and e.value in ('closed', 'dead', 'archived', 'deleted') and (a.id is null or (e.at, e.id) > (a.at, a.id)))) as open
  from members m join lead_desk.leads l using (agency, person_id) left join lead_desk.lead_marks a on a.agency = l.agency and a.id = l.after_mark group by 1, 2, 3),
intents as (select agency, human, array_agg(intent order by intent) as intents, coalesce(array_agg(intent order by intent) filter (where open), '{}') as open_intents from leads group by 1, 2),
folded as (select agency, human, sum(visits)::bigint as visits, max(last_visit) as last_visit, max(last_activity) as last_activity, min(first_seen) as first_seen,
  sum(energy) as energy, array_agg(distinct side order by side) as sides from members group by 1, 2)
insert into lead_desk.people as t (agency, human, name, email, phone, visits, last_visit, last_activity, first_seen, saves, searches, energy, open_intents, intents,
  sides, roles, denied, sought, sort_name)
select f.agency, f.human, n.name, e.email, p.phone, f.visits, f.last_visit, f.last_activity, f.first_seen, coalesce(s.saves, 0), coalesce(q.searches, 0), f.energy,
  coalesce(i.open_intents, '{}'), coalesce(i.intents, '{}'), f.sides, coalesce(r.roles, '{}'), coalesce(d.denied, '{}'),
  lower(concat_ws(' ', n.name, w.words)), coalesce(lower(n.name), U&'\\FFFF')
from folded f left join names n using (agency, human) left join emails e using (agency, human) left join phones p using (agency, human)
  left join saves s using (agency, human) left join searches q using (agency, human) left join intents i using (agency, human)
  left join roles r using (agency, human) left join denied d using (agency, human) left join every_address w using (agency, human)
order by 1, 2
on conflict (agency, human) do update set name = excluded.name, email = excluded.email, phone = excluded.phone, visits = excluded.visits,
  last_visit = excluded.last_visit, last_activity = excluded.last_activity, first_seen = excluded.first_seen, saves = excluded.saves, searches = excluded.searches,
  energy = excluded.energy, open_intents = excluded.open_intents, intents = excluded.intents, sides = excluded.sides, roles = excluded.roles, denied = excluded.denied,
  sought = excluded.sought, sort_name = excluded.sort_name`;

const forget = `
delete from lead_desk.people t using unnest($1::text[], $2::uuid[]) as w(agency, human)
where t.agency = w.agency and t.human = w.human
  and not exists (select 1 from lead_desk.persons p where p.agency = w.agency and p.human = w.human and p.erased_at is null)`;

/** Makes the list's rows of these humans anew; a human of whom nobody is left goes. */
export async function refreshPeople(manager: EntityManager, humans: readonly Human[]): Promise<void> {
  if (humans.length === 0) return;
  const given = [humans.map((one) => one.agency), humans.map((one) => one.human)];
  await manager.query(refresh, given);
  await manager.query(forget, given);
}
