import type { Meeting } from './meeting';
import type { Outline } from './outline';
import type { AreaProblems, AreaRule } from './problems';
import { at, int, stepsPerDegree, twiceArea, type Ring } from './ring';
import type { SweepResult } from './sweep';

/** A ring needs three corners that are not on one line. Says so, or says nothing. */
export function checkExtent(ring: Ring, problems: AreaProblems): boolean {
  const { lng, lat } = ring;
  const width = Math.max(...extent(lng), ...extent(lat));
  // Degrees times degrees: a lattice step across the longest extent is the thinnest ring that can be told from a line.
  const flat = lng.length < 3 || (Math.abs(twiceArea(ring)) <= width / stepsPerDegree && onOneLine(ring, width));
  if (!flat) return true;
  problems.add(ring.path, 'areaFlat', `ring ${ring.index} encloses no area: all its positions lie on one line or in one place`);
  return false;
}

/** Turns what the sweep found into problems: crossings first, and only where there are none, rings that lie in the wrong place. */
export function checkSweep(outline: Outline, { meetings, parentOf }: SweepResult, problems: AreaProblems): void {
  const told = new Set<string>();
  for (const meeting of meetings) {
    // Edges that run along one another meet at each of their vertices: once per pair of rings is enough.
    const pair = `${meeting.kind} ${int(outline.ringOf, meeting.a)} ${int(outline.ringOf, meeting.b)}`;
    if (meeting.kind === 'overlap' && told.has(pair)) continue;
    told.add(pair);
    tellMeeting(outline, meeting, problems);
  }
  if (meetings.length === 0) checkNesting(outline.rings, parentOf, problems);
}

function checkNesting(rings: readonly Ring[], parentOf: Int32Array, problems: AreaProblems): void {
  rings.forEach((ring, r) => {
    const parent = rings[int(parentOf, r)];
    if (ring.hole && (!parent || parent.hole || parent.part !== ring.part)) {
      const why = parent?.hole && parent.part === ring.part ? `lies inside hole ${parent.index}` : 'lies outside its outer ring';
      problems.add(
        ring.path,
        'areaHole',
        `ring ${ring.index} is a hole and ${why}; a hole lies inside the first ring of its polygon and in no other hole`,
      );
    } else if (!ring.hole && parent && !parent.hole) {
      problems.add(
        ring.path,
        'areaParts',
        `part ${ring.part} lies inside part ${parent.part}; the parts of a MultiPolygon may touch but not overlap`,
      );
    }
  });
}

function tellMeeting(outline: Outline, { kind, a, b }: Meeting, problems: AreaProblems): void {
  const ringA = outline.rings[int(outline.ringOf, a)];
  const ringB = outline.rings[int(outline.ringOf, b)];
  if (!ringA || !ringB) return;
  const [first, second] = [edgeText(outline, a), edgeText(outline, b)];
  const path = `${ringA.path}/${sentNumber(outline, a)}`;
  if (kind === 'spike') {
    problems.add(path, 'areaCrossing', `ring ${ringA.index} runs back over itself: ${first} and ${second} lie on one another`);
    return;
  }
  const verb = kind === 'overlap' ? 'lie on one another' : 'cross';
  const [rule, rest] = blame(ringA, ringB);
  problems.add(path, rule, `${first} and ${second}${ringA === ringB ? '' : ` of ${ringB.path}`} ${verb}; ${rest}`);
}

function blame(a: Ring, b: Ring): [AreaRule, string] {
  if (a === b) return ['areaCrossing', `ring ${a.index} may touch itself at a point but not cross itself`];
  if (a.part === b.part)
    return ['areaHole', 'the rings of a polygon may touch at a point but not cross: a hole lies wholly inside the first ring'];
  return ['areaParts', 'the parts of a MultiPolygon may touch but not overlap'];
}

function edgeText(outline: Outline, edge: number): string {
  const to = int(outline.next, edge);
  return `the edge from vertex ${vertexText(outline, edge)} to ${vertexText(outline, to)}`;
}

function vertexText(outline: Outline, v: number): string {
  const degrees = (steps: number): number => steps / stepsPerDegree;
  return `${sentNumber(outline, v)} [${degrees(at(outline.x, v))}, ${degrees(at(outline.y, v))}]`;
}

function sentNumber(outline: Outline, v: number): number {
  const ring = outline.rings[int(outline.ringOf, v)];
  return ring ? int(ring.sent, int(outline.inRing, v)) : 0;
}

function extent(values: Float64Array): [number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [high - low];
}

/** A bow-tie may have no net area and still not be flat: what counts is whether any corner leaves the line. */
function onOneLine({ lng, lat }: Ring, width: number): boolean {
  const x0 = at(lng, 0);
  const y0 = at(lat, 0);
  let far = 0;
  const distance = (i: number): number => Math.hypot(at(lng, i) - x0, at(lat, i) - y0);
  for (let i = 1; i < lng.length; i += 1) if (distance(i) > distance(far)) far = i;
  const dx = at(lng, far) - x0;
  const dy = at(lat, far) - y0;
  return lng.every((x, i) => Math.abs(dx * (at(lat, i) - y0) - dy * (x - x0)) <= width / stepsPerDegree);
}
