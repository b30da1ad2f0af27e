import { nearestOf } from '#people-exchange';
import type { PackDocument } from '../pack-document';
import type { PackProblem } from '../problem';
import type { PlaceOf } from './yaml-places';

/** Lists name settings and tables that there are. */
export function listProblems({ lists = {}, settings, tables = {} }: PackDocument, placeOf: PlaceOf): PackProblem[] {
  const known = [...Object.keys(settings), ...Object.keys(tables)];
  return Object.entries(lists).flatMap(([name, { holds }]) =>
    Object.keys(holds).flatMap((place) => {
      if (settings[place]?.secret)
        return [{ ...placeOf(['lists', name, 'holds', place]), message: `the list "${name}" looks at the secret "${place}"` }];
      if (known.includes(place)) return [];
      const near = nearestOf(place, known);
      return [
        {
          ...placeOf(['lists', name, 'holds', place]),
          message: `the list "${name}" looks at "${place}", which is neither a setting nor a table`,
          hint: near ? `Did you mean "${near}"?` : `There are ${known.join(', ') || 'none'}`,
        },
      ];
    }),
  );
}
