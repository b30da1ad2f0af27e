import type { CriteriaArea, ExplicitCriteria } from '#lead';
import { CircleNotPossible, circleToPolygon } from '#search-area';
import { contractProblems } from '../../api-problems/contract-problems';
import { type DeskProblem, DeskRefusal } from '../../api-problems/desk-refusal';
import type { SavedSearch } from './saved-searches';
import type { SaveSearchRequest } from './wish-requests';

/** A search as the contract has it. */
export interface Wanted {
  readonly name?: string;
  readonly search: object;
  readonly alert?: object;
}

type Members = Readonly<Record<string, unknown>>;
const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads a search that somebody wants kept: areas that stay are those of the search as it was, and a circle is drawn.
 * @throws DeskRefusal 422 with everything that is wrong with it, by the contract and by sense
 */
export function readWanted(searchId: string, { name, search: raw, alert }: SaveSearchRequest, before: SavedSearch | undefined): Wanted {
  const problems: DeskProblem[] = [];
  const members: Members = { ...raw };
  const areas = Array.isArray(members['areas'])
    ? members['areas'].map((area: unknown, at) => drawn(area, `/search/areas/${at}`, before?.criteria, problems))
    : members['areas'];
  const search = { ...members, ...(areas === undefined ? {} : { areas }), strength: 'explicit' };
  const trimmed = name?.trim().toWellFormed();
  const wanted = {
    ...(trimmed === undefined || trimmed === '' ? {} : { name: trimmed }),
    search,
    ...(alert === undefined ? {} : { alert: { ...alert, changedBy: 'branch' } }),
  };
  const told = problems.map(({ path }) => path);
  const contract = contractProblems('search.saved', { searchId, ...wanted }).filter(
    ({ path }) => !told.some((above) => path === above || path.startsWith(`${above}/`)),
  );
  problems.push(...contract, ...upsideDown(members));
  if (problems.length > 0) throw new DeskRefusal(422, problems);
  return wanted;
}

function drawn(area: unknown, path: string, before: ExplicitCriteria | undefined, problems: DeskProblem[]): unknown {
  if (!isMembers(area)) return area;
  const { keep, ...said } = area;
  if (keep === undefined) return said['kind'] === 'radius' && said['geometry'] === undefined ? circleOf(said, path, problems) : said;
  const kept: CriteriaArea | undefined = typeof keep === 'number' ? before?.areas?.[keep] : undefined;
  if (kept === undefined) {
    const message = `There is no such area to keep: the search has ${before?.areas?.length ?? 0}, counted from 0`;
    problems.push({ path, rule: 'known', message });
  }
  return kept;
}

function circleOf(area: Members, path: string, problems: DeskProblem[]): Members {
  const { centre, radiusMetres } = area;
  const [lng, lat]: unknown[] = Array.isArray(centre) ? centre : [];
  // What is no place and no length, the contract names.
  if (typeof lng !== 'number' || typeof lat !== 'number' || typeof radiusMetres !== 'number') return area;
  try {
    return { ...area, geometry: circleToPolygon([lng, lat], radiusMetres) };
  } catch (error) {
    if (!(error instanceof CircleNotPossible)) throw error;
    problems.push({ path, rule: error.code, message: error.message });
    return area;
  }
}

/** What is lowest may not be above what is highest: nothing could ever match. */
function upsideDown(search: Members): DeskProblem[] {
  const pairs = [
    ['minPrice', 'maxPrice', 'price'],
    ['minBedrooms', 'maxBedrooms', 'number of bedrooms'],
  ] as const;
  return pairs.flatMap(([low, high, what]) => {
    const [least, most] = [search[low], search[high]];
    if (least === undefined || most === undefined || !(Number(least) > Number(most))) return [];
    return [{ path: `/search/${high}`, rule: 'order', message: `The highest ${what} is below the lowest, so that nothing would match` }];
  });
}
