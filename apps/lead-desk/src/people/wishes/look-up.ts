import { Injectable } from '@nestjs/common';
import { inAgency } from '#runtime';
import { DataSource } from 'typeorm';
import { areaOf } from '../../events/areas-at';
import { likely } from '../../likely';
import type { KnownAreaView, KnownPropertyView } from './wish-views';

const mostShown = 8;
/** What those who were here last looked for is found at once, however many people there are. */
const lately = `select human from lead_desk.people where agency = $1 order by last_activity desc, human desc limit 500`;
const theirs = (table: string): string =>
  `(${lately}) r cross join lateral (select o.* from lead_desk.persons p join lead_desk.${table} o using (agency, person_id)
     where p.agency = $1 and p.human = r.human and p.erased_at is null offset 0) o`;

/** Areas and properties by a part of their name, out of what the agency's people looked for lately. */
@Injectable()
export class LookUp {
  constructor(private readonly db: DataSource) {}

  /** Places as websites name them. What somebody drew by hand is theirs, and not offered to others. */
  areas(agency: string, search: string): Promise<KnownAreaView[]> {
    return inAgency(this.db, agency, async (manager) => {
      const rows: { area: KnownAreaView }[] = await manager.query(
        `select area from (
           select distinct on (lower(a.area->>'label'), a.area->>'kind') a.area, a.area->>'label' as label from (
             select o.criteria, o.saved_at as at from ${theirs('searches')} where o.criteria is not null
             union all select o.criteria, o.last_at from ${theirs('inferred_interests')}) s
           cross join lateral jsonb_array_elements(case jsonb_typeof(s.criteria->'areas') when 'array' then s.criteria->'areas' else '[]' end) a(area)
           where lower(a.area->>'label') like $2 and a.area->>'kind' in ('place', 'radius', 'postcodes') and a.area ? 'geometry'
           order by lower(a.area->>'label'), a.area->>'kind', s.at desc) known
         order by position($3 in lower(label)), length(label), label limit ${mostShown}`,
        [agency, likely(search.trim()), search.trim().toLowerCase()],
      );
      return rows.map(({ area }) => area).filter((area) => areaOf(area) !== undefined);
    });
  }

  /** Listings that somebody saved or showed interest in. */
  properties(agency: string, search: string): Promise<KnownPropertyView[]> {
    return inAgency(this.db, agency, async (manager) => {
      const rows: KnownPropertyView[] = await manager.query(
        `select property as "propertyRef", label from (
           select distinct on (o.property_key) o.property, o.label from ${theirs('saved_properties')}
           where lower(concat_ws(' ', o.label, o.property->>'agentRef', o.property->>'id')) like $2 order by o.property_key, o.at desc) known
         order by label limit ${mostShown}`,
        [agency, likely(search.trim())],
      );
      return rows;
    });
  }
}
