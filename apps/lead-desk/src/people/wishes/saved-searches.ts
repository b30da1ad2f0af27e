import { leadDesk } from '#delivery';
import { type ExplicitCriteria, type ImpliedCriteria, searchInWords } from '#lead';
import type { EntityManager } from 'typeorm';
import { areasOfCriteria } from '../../events/areas-at';
import { digestOf } from '../../take-events/digest';
import type { SaidBy, SavedSearchView, SearchCriteriaView } from './wish-views';

/**
 * Orders the words of several participants: a stamp without its first part, the sender's own version, which says nothing beside another
 * sender's.
 */
export const timeOf = (stamp: string): string => `substr(${stamp}, 22)`;

/** Who said it; what a member writes at the lead desk is said by hand. */
export const sideOf = (person: string, row: string): string =>
  `case ${person}.participant when '${leadDesk}' then 'hand' else ${row}.side end`;

/** Whether a search is removed, over the rows of all who spoke of it: as the last of them says, who weighs their own words by their own stamps. */
export const goneOf = (row: string): string =>
  `(array_agg(coalesce(${row}.removed_stamp > ${row}.criteria_stamp, ${row}.removed_stamp is not null)
     order by greatest(${timeOf(`${row}.criteria_stamp`)}, ${timeOf(`${row}.removed_stamp`)}) desc nulls last))[1]`;

/** Criteria as answered: the outlines go beside them, once. */
export function withoutOutlines(criteria: ExplicitCriteria | ImpliedCriteria): SearchCriteriaView {
  const areas = criteria.areas?.map((area) => ({
    ...area,
    geometry: undefined,
    centre: area.centre ? [...area.centre] : undefined,
    postcodes: area.postcodes ? [...area.postcodes] : undefined,
  }));
  const { propertyTypes, features } = criteria;
  return {
    ...criteria,
    areas,
    propertyTypes: propertyTypes ? [...propertyTypes] : undefined,
    features: features ? [...features] : undefined,
  };
}

export interface SavedSearch {
  readonly search_id: string;
  readonly name: string | null;
  readonly criteria: ExplicitCriteria;
  /** Who saved it first. */
  readonly side: SaidBy;
  readonly saved_at: Date;
  readonly alert: { readonly status?: string; readonly frequency?: string } | null;
  readonly removed_at: Date | null;
  readonly gone: boolean;
  readonly said: string;
  /** When the newest word about it was said, by its sender's clock; RFC 3339. */
  readonly newest: string;
}

/**
 * Saved searches of one human, those still there first. An id names one search, whoever speaks of it: what the website saved and a
 * back office changed is one search, as the newest word has it.
 */
export async function savedSearches(manager: EntityManager, agency: string, personIds: readonly string[]): Promise<SavedSearch[]> {
  return manager.query<SavedSearch[]>(
    `select * from (
       select search_id, ${newest('name', 'criteria')}, ${newest('criteria', 'criteria')}, ${newest('alert', 'alert')}, ${newest('removed_at', 'removed')},
         (array_agg(${sideOf('p', 's')} order by saved_at nulls last, person_id))[1] as side, min(saved_at) as saved_at, ${goneOf('s')} as gone,
         concat_ws(' ', max(${timeOf('criteria_stamp')}), max(${timeOf('alert_stamp')}), max(${timeOf('removed_stamp')})) as said,
         split_part(greatest(max(${timeOf('criteria_stamp')}), max(${timeOf('alert_stamp')}), max(${timeOf('removed_stamp')})), '|', 1) as newest
       from lead_desk.searches s join lead_desk.persons p using (agency, person_id) where agency = $1 and person_id = any($2) group by search_id) one
     where criteria is not null order by gone, saved_at desc, search_id`,
    [agency, personIds],
  );
}

const newest = (column: string, word: string): string =>
  `(array_agg(${column} order by ${timeOf(`${word}_stamp`)} desc nulls last))[1] as ${column}`;

export function searchView(search: SavedSearch): SavedSearchView {
  const { search_id, name, criteria, alert, side, saved_at, removed_at, gone } = search;
  return {
    searchId: search_id,
    name,
    strength: 'explicit',
    criteria: withoutOutlines(criteria),
    inWords: searchInWords(criteria),
    alert: alert === null ? null : { status: alert.status ?? 'active', frequency: alert.frequency ?? 'never' },
    side,
    savedAt: saved_at.toISOString(),
    removedAt: gone ? (removed_at?.toISOString() ?? null) : null,
    areas: areasOfCriteria(criteria),
    version: versionOf(search),
  };
}

/** Names what a search is now, to change it as it was seen. */
export const versionOf = ({ search_id, said }: SavedSearch): string => digestOf('search', search_id, said);
