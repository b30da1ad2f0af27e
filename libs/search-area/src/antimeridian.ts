import { cleaned } from './clean-ring';
import { checkExtent, checkSweep } from './check-rings';
import { cutAt } from './cut-polygon';
import { outlineOf } from './outline';
import type { AreaProblems } from './problems';
import { at, onLattice, wound, type Ring } from './ring';
import { sweep } from './sweep';

/**
 * Cuts what crosses the antimeridian into parts on either side (RFC 7946 §3.1.9). An edge that spans more than 180° of longitude
 * is taken the short way round; an edge from −180 to 180 runs along a cut that was made before and stays as it is.
 */
export function cutAtAntimeridian(rings: readonly Ring[], problems: AreaProblems): Ring[] {
  if (!rings.some(jumps)) return [...rings];
  const byPart = Map.groupBy(rings, (ring) => ring.part);
  return [...byPart.values()].flatMap((part) => (part.some(jumps) ? cutPart(part, problems) : part));
}

/** Whether the ring needs cutting: an edge along a whole parallel alone, from −180 to 180, is one that was cut before. */
export function jumps({ lng }: Ring): boolean {
  let from = at(lng, lng.length - 1);
  for (const to of lng) {
    if (Math.abs(to - from) > 180 && Math.abs(to - from) < 360) return true;
    from = to;
  }
  return false;
}

function cutPart(part: readonly Ring[], problems: AreaProblems): Ring[] {
  const unrolled = part.map(unroll);
  for (const { ring, turn } of unrolled) {
    if (turn === 0) continue;
    problems.add(
      ring.path,
      'areaPole',
      `ring ${ring.index} goes once round a pole; close it along the antimeridian, through [180, ±90] and [-180, ±90], so that it has an inside`,
    );
    return [];
  }
  if (!unrolled.every(({ ring }) => checkExtent(ring, problems))) return [];
  const [shell, ...holes] = unrolled.map(({ ring }) => ring);
  if (!shell) return [];
  const whole = [shell, ...holes.map((hole) => besideShell(hole, shell))];
  const outline = outlineOf(whole);
  const found = sweep(outline);
  if (found.meetings.length > 0) {
    checkSweep(outline, found, problems);
    return [];
  }
  const { inside: west, outside: east } = cutAt(whole.map(wound), 180);
  const { inside: farWest, outside: middle } = cutAt(west, -180);
  return [...farWest.map((ring) => shifted(ring, 360)), ...middle, ...east.map((ring) => shifted(ring, -360))];
}

/** Longitudes counted on past ±180, so that no edge jumps; `turn` is what is missing at the closing, 0 unless a pole is inside. */
function unroll(ring: Ring): { ring: Ring; turn: number } {
  const lng = ring.lng.map(onMeridian);
  let turns = 0;
  const step = (from: number, to: number): number => (Math.abs(to - from) > 180 ? (to > from ? -360 : 360) : 0);
  for (let i = 1; i < lng.length; i += 1) {
    turns += step(at(ring.lng, i - 1), at(ring.lng, i));
    lng[i] = onMeridian(at(ring.lng, i) + turns);
  }
  turns += step(at(ring.lng, lng.length - 1), at(ring.lng, 0));
  return { ring: cleaned({ ...ring, lng }), turn: turns };
}

/** What lies on the antimeridian but for rounding is put on it, so that the cut leaves no slivers. */
function onMeridian(lng: number): number {
  return Math.abs(onLattice(lng)) === onLattice(180) ? Math.sign(lng) * 180 : lng;
}

/** A hole is unrolled on its own: move it a full turn where that brings it to its shell. */
function besideShell(hole: Ring, shell: Ring): Ring {
  const low = shell.lng.reduce((a, b) => Math.min(a, b));
  const high = shell.lng.reduce((a, b) => Math.max(a, b));
  const fits = [0, 360, -360].find((by) => hole.lng.every((x) => x + by >= low && x + by <= high));
  return fits ? shifted(hole, fits) : hole;
}

function shifted(ring: Ring, by: number): Ring {
  return { ...ring, lng: ring.lng.map((x) => x + by) };
}
