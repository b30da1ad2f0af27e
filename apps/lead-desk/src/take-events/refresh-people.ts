import type { EntityManager } from 'typeorm';
import { leadIsOpen } from '../leads/lead-is-open';
import { goneOf, timeOf } from '../people/wishes/saved-searches';
import type { Human } from './regroup';

/** The persons of one human: each part of a row looks them up by index, whatever the database believes about numbers. */
const members = 'lead_desk.persons p where p.agency = w.agency and p.human = w.human and p.erased_at is null';
const ofMembers = (table: string): string =>
  `lead_desk.persons p join lead_desk.${table} o using (agency, person_id) where p.agency = w.agency and p.human = w.human and p.erased_at is null`;

/**
 * The list of people has a row per human, derived from what is known of the persons that are one. It is made anew for those
 * touched; the newest word gives name, address and number. Human by human: joined as sets, a plan may compare each with each.
 */
const refresh = `
insert into lead_desk.people as t (agency, human, name, email, phone, visits, last_visit, last_activity, first_seen, saves, searches, energy, open_intents, intents,
  sides, roles, denied, sought, sort_name)
select w.agency, w.human, n.name, d.emails->>0, coalesce(d.phones->0->>'e164', d.phones->0->>'typed'), f.visits, f.last_visit, f.last_activity, f.first_seen,
  s.saves, q.searches, f.energy, i.open_intents, i.intents, f.sides, r.roles, c.denied, lower(concat_ws(' ', n.name, d.addresses)), coalesce(lower(n.name), U&'\\FFFF')
from (select distinct * from unnest($1::text[], $2::uuid[]) as w(agency, human)) w
cross join lateral (select sum(visits)::bigint as visits, max(last_visit) as last_visit, max(last_activity) as last_activity, min(first_seen) as first_seen,
    sum(energy) as energy, array_agg(distinct side order by side) as sides from ${members} having count(*) > 0) f
cross join lateral (select (array_agg(o.value order by o.at desc, o.stamp desc) filter (where o.detail = 'name'))[1] as name,
    (array_agg(o.value order by o.at desc, o.stamp desc) filter (where o.detail = 'emails'))[1] as emails,
    (array_agg(o.value order by o.at desc, o.stamp desc) filter (where o.detail = 'phones'))[1] as phones,
    string_agg(o.value::text, ' ' order by person_id, o.detail) filter (where o.detail in ('emails', 'phones')) as addresses from ${ofMembers('person_details')}) d
cross join lateral (select coalesce(nullif(trim(d.name->>'full'), ''), nullif(trim(concat_ws(' ', d.name->>'given', d.name->>'family')), '')) as name) n
cross join lateral (select coalesce(array_agg(distinct role order by role), '{}') as roles from (
    select jsonb_array_elements_text(o.value) as role from ${ofMembers('person_details')} and o.detail = 'roles') roles) r
cross join lateral (select count(distinct property_key)::int as saves from (select distinct on (o.property_key, o.via) o.property_key, o.kept
    from ${ofMembers('saved_properties')} order by o.property_key, o.via, ${timeOf('o.stamp')} desc) newest where kept) s
cross join lateral (select count(*)::int as searches from (select from ${ofMembers('searches')} group by o.search_id having max(o.criteria_stamp) is not null
    and not ${goneOf('o')}) q) q
cross join lateral (select coalesce(array_agg(distinct o.channel order by o.channel), '{}') as denied from ${ofMembers('consents')}
    and o.status in ('denied', 'withdrawn')) c
cross join lateral (select coalesce(array_agg(intent order by intent), '{}') as intents, coalesce(array_agg(intent order by intent) filter (where open), '{}') as open_intents
  from (select o.intent, bool_or(${leadIsOpen('o')}) as open from ${ofMembers('leads')} group by o.intent) leads) i
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
