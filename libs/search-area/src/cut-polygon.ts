import { cleaned } from './clean-ring';
import { at, int, type Ring } from './ring';

/** A run of vertices on one side of the cut, from where it comes over the line to where it goes back. */
interface Run {
  ring: Ring;
  lng: number[];
  lat: number[];
  sent: number[];
}

/** Cuts a polygon (outer ring counter-clockwise, holes clockwise, nothing crossing) along the meridian `lng`: rings at or below it, and rings beyond it. */
export function cutAt(rings: readonly Ring[], lng: number): { inside: Ring[]; outside: Ring[] } {
  const inside: Ring[] = [];
  const outside: Ring[] = [];
  const runs: { inside: Run[]; outside: Run[] } = { inside: [], outside: [] };
  for (const ring of rings) {
    const beyond = Array.from(ring.lng, (x) => x > lng);
    if (!beyond.includes(true)) inside.push(ring);
    else if (!beyond.includes(false)) outside.push(ring);
    else for (const [isBeyond, run] of runsOf(ring, beyond, lng)) (isBeyond ? runs.outside : runs.inside).push(run);
  }
  return { inside: [...inside, ...joined(runs.inside)], outside: [...outside, ...joined(runs.outside)] };
}

function* runsOf(ring: Ring, beyond: readonly boolean[], cut: number): Generator<[boolean, Run]> {
  const size = beyond.length;
  const before = (i: number): number => (i + size - 1) % size;
  const start = beyond.findIndex((is, i) => is !== beyond[before(i)]);
  let run: Run = { ring, lng: [], lat: [], sent: [] };
  for (let step = 0; step <= size; step += 1) {
    const i = (start + step) % size;
    if (beyond[i] !== beyond[before(i)]) {
      const from = before(i);
      const share = (cut - at(ring.lng, from)) / (at(ring.lng, i) - at(ring.lng, from));
      const lat = at(ring.lat, from) + share * (at(ring.lat, i) - at(ring.lat, from));
      if (step > 0) {
        add(run, cut, lat, int(ring.sent, from));
        yield [beyond[from] === true, run];
      }
      run = { ring, lng: [], lat: [], sent: [] };
      add(run, cut, lat, int(ring.sent, from));
    }
    add(run, at(ring.lng, i), at(ring.lat, i), int(ring.sent, i));
  }
}

function add(run: Run, lng: number, lat: number, sent: number): void {
  run.lng.push(lng);
  run.lat.push(lat);
  run.sent.push(sent);
}

/** Where runs come over the line, sorted along it, every second stretch is inside the polygon: there one run goes on to the next. */
function joined(runs: readonly Run[]): Ring[] {
  const ends = runs
    .flatMap((run) => [
      { run, lat: run.lat[0] ?? 0, first: true },
      { run, lat: run.lat.at(-1) ?? 0, first: false },
    ])
    .sort((a, b) => a.lat - b.lat);
  const after = new Map<Run, Run>();
  for (let i = 0; i + 1 < ends.length; i += 2) {
    const [a, second, third] = [ends[i], ends[i + 1], ends[i + 2]];
    // A mere touch has both its ends in one place, in either order: a coming run goes on to a going one.
    if (second && third && a?.first === second.first && second.lat === third.lat) [ends[i + 1], ends[i + 2]] = [third, second];
    const b = ends[i + 1];
    if (!a || !b) continue;
    if (a.first) after.set(b.run, a.run);
    else after.set(a.run, b.run);
  }
  const rings: Ring[] = [];
  const left = new Set(runs);
  for (const run of runs) {
    const chain: Run[] = [];
    for (let next: Run | undefined = run; next && left.delete(next); next = after.get(next)) chain.push(next);
    if (chain.length > 0) rings.push(...ringOf(chain));
  }
  return rings;
}

/** The ring of a chain of runs; what has no extent left (a mere touch of the line) goes. */
function ringOf(chain: readonly Run[]): Ring[] {
  const origin = chain.find((run) => !run.ring.hole)?.ring ?? chain[0]?.ring;
  if (!origin) return [];
  const ring = cleaned({
    ...origin,
    lng: Float64Array.from(chain.flatMap((run) => run.lng)),
    lat: Float64Array.from(chain.flatMap((run) => run.lat)),
    sent: Int32Array.from(chain.flatMap((run) => run.sent)),
  });
  return ring.lng.length < 3 ? [] : [ring];
}
