import { mergesByHand } from '#delivery';
import { type GroupKey, type GroupMember, groupPersons, mostHolders } from '#lead';
import type { EntityManager } from 'typeorm';

export interface NewKey {
  readonly agency: string;
  readonly kind: string;
  readonly key: string;
}

export interface Cluster {
  readonly agency: string;
  readonly cluster: string;
}

export interface Human {
  readonly agency: string;
  readonly human: string;
}

interface MemberRow extends GroupMember, Human, Cluster {
  readonly linkedBy: string | null;
}

/** Clusters of all that hold a key, and of those it names. A key just held by one too many lets its holders go; beyond, it names nobody. */
const clustersSql = `
with named as (select * from unnest($1::text[], $2::text[], $3::uuid[]) as n(agency, kind, key)),
holders as (
  select k.agency, k.person_id, case when k.kind = 'email' then count(*) over (partition by k.agency, k.kind, k.key) else 1 end as held
  from named n join lead_desk.person_keys k on k.agency = n.agency and k.key = n.key
    and (k.kind = n.kind or (k.kind <> 'email' and n.kind <> 'email')))
select distinct h.agency, p.cluster from holders h
cross join lateral (select p.cluster from lead_desk.persons p where p.agency = h.agency and p.person_id = h.person_id offset 0) p where h.held <= $4`;

export async function clustersOf(manager: EntityManager, keys: readonly NewKey[]): Promise<Cluster[]> {
  if (keys.length === 0) return [];
  const given = [keys.map((key) => key.agency), keys.map((key) => key.kind), keys.map((key) => key.key)];
  const found: Cluster[] = await manager.query(clustersSql, [...given, mostHolders + 1]);
  return found;
}

/** Clusters of persons whom somebody merged by hand, or took apart again; of these persons and of the others. */
export async function clustersMerged(manager: EntityManager, agencies: readonly string[], persons: readonly string[]): Promise<Cluster[]> {
  const merges = await mergesByHand(manager, agencies, persons);
  if (merges.length === 0) return [];
  return manager.query(
    'select distinct p.agency, p.cluster from unnest($1::text[], $2::uuid[], $3::uuid[]) m(agency, a, b) join lead_desk.persons p on p.agency = m.agency and p.person_id in (m.a, m.b)',
    [merges.map((one) => one.agency), merges.map((one) => one.a), merges.map((one) => one.b)],
  );
}

const membersSql = `
select p.agency, p.person_id as "personId", p.participant, p.human, p.cluster, p.linked_by as "linkedBy"
from unnest($1::text[], $2::uuid[]) as c(agency, cluster)
cross join lateral (select * from lead_desk.persons p where p.agency = c.agency and p.cluster = c.cluster and p.erased_at is null offset 0) p`;

const keysSql = `
select k.agency, k.person_id as "personId", k.kind, k.key from lead_desk.person_keys k
where k.agency = any($1) and k.person_id = any($2)
  and (k.kind <> 'email' or (select count(*) from (select 1 from lead_desk.person_keys o where o.agency = k.agency and o.kind = 'email' and o.key = k.key limit $3) c) < $3)`;

const updateSql = `
update lead_desk.persons p set human = n.human, cluster = n.cluster, linked_by = n.linked_by
from unnest($1::text[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[]) as n(agency, person_id, human, cluster, linked_by)
where p.agency = n.agency and p.person_id = n.person_id`;

/**
 * Finds out anew who is one human in these clusters.
 * @returns humans that were or are now made of other persons
 */
export async function regroup(manager: EntityManager, clusters: readonly Cluster[]): Promise<Human[]> {
  if (clusters.length === 0) return [];
  const members: MemberRow[] = await manager.query(membersSql, [clusters.map((one) => one.agency), clusters.map((one) => one.cluster)]);
  const agencies = [...new Set(members.map((member) => member.agency))];
  // Person ids differ between agencies, and an address is digested with its agency: groups never cross.
  const held: GroupKey[] = await manager.query(keysSql, [agencies, members.map((member) => member.personId), mostHolders + 1]);
  const ids = members.map((member) => member.personId);
  const merges = (await mergesByHand(manager, agencies, ids)).filter(({ stands }) => stands);
  const byHand = merges.map(({ a, b }): GroupKey => ({ personId: a, kind: 'merge', key: b }));
  const grouped = groupPersons(members, [...held, ...byHand]);
  const changed = members.flatMap((member) => {
    const now = grouped.get(member.personId);
    return now && (now.human !== member.human || now.cluster !== member.cluster || now.linkedBy !== member.linkedBy)
      ? [{ member, now }]
      : [];
  });
  if (changed.length === 0) return [];
  await manager.query(updateSql, [
    changed.map(({ member }) => member.agency),
    changed.map(({ member }) => member.personId),
    changed.map(({ now }) => now.human),
    changed.map(({ now }) => now.cluster),
    changed.map(({ now }) => now.linkedBy),
  ]);
  return changed.flatMap(({ member: { agency, human }, now }) => [
    { agency, human },
    { agency, human: now.human },
  ]);
}
