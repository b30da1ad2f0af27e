import { type ImpliedCriteria, ownershipState, searchInWords } from '#lead';
import type { EntityManager } from 'typeorm';
import { areasOfCriteria } from '../../events/areas-at';
import { sideOf, timeOf, withoutOutlines } from './saved-searches';
import type { InferredInterestView, OwnershipView, PropertyRefView, SaidBy, SavedPropertyView } from './wish-views';

const mostInterests = 100;

/** What her implied searches come to, the latest first. */
export async function interestsOf(manager: EntityManager, agency: string, personIds: readonly string[]): Promise<InferredInterestView[]> {
  const rows: { criteria: ImpliedCriteria; count: string; last_at: Date }[] = await manager.query(
    `select (array_agg(criteria order by stamp desc))[1] as criteria, sum(count)::text as count, max(last_at) as last_at
     from lead_desk.inferred_interests where agency = $1 and person_id = any($2) group by interest order by max(last_at) desc, interest limit ${mostInterests}`,
    [agency, personIds],
  );
  return rows.map((row) => ({
    inWords: searchInWords(row.criteria),
    criteria: withoutOutlines(row.criteria),
    count: Number(row.count),
    lastAt: row.last_at.toISOString(),
    areas: areasOfCriteria(row.criteria),
  }));
}

/** Listings she saved or showed interest in and did not let go. */
export async function savedPropertiesOf(
  manager: EntityManager,
  agency: string,
  personIds: readonly string[],
): Promise<SavedPropertyView[]> {
  const rows: { property: PropertyRefView; label: string; at: Date; side: SaidBy; via: 'saved' | 'interest' }[] = await manager.query(
    `select property, label, at, side, via from (
       select distinct on (property_key, via) property, label, at, ${sideOf('p', 's')} as side, via, kept from lead_desk.saved_properties s
       join lead_desk.persons p using (agency, person_id)
       where agency = $1 and person_id = any($2) order by property_key, via, ${timeOf('stamp')} desc) newest where kept`,
    [agency, personIds],
  );
  return rows
    .map(({ property, label, at, side, via }) => ({ propertyRef: property, label, savedAt: at.toISOString(), side, via }))
    .sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
}

interface OwnershipRow {
  property: PropertyRefView;
  label: string;
  word: string | null;
  capacity: string;
  at: Date;
}

/** What she owns or says to own; the back office's word stands over the claim, also where each was told of another id of hers. */
export async function ownershipsOf(manager: EntityManager, agency: string, personIds: readonly string[]): Promise<OwnershipView[]> {
  const rows: OwnershipRow[] = await manager.query(
    `select distinct on (property_key) property, label, word, coalesce(word_capacity, claimed_capacity) as capacity, coalesce(word_at, claimed_at) as at
     from lead_desk.ownerships where agency = $1 and person_id = any($2) order by property_key, word_stamp desc nulls last, claimed_stamp desc nulls last`,
    [agency, personIds],
  );
  return rows.map(({ property, label, word, capacity, at }) => ({
    propertyRef: property,
    label,
    capacity,
    state: ownershipState(word),
    since: at.toISOString(),
  }));
}
