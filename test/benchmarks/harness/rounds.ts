import type { Goal, Measured } from './row';

type Contestants<Name extends string> = Readonly<Record<Name, (round: number) => Promise<number>>>;

/** Lets contestants run in turn, A B A B, so that what the machine does meanwhile meets all of them. */
export async function inTurn<Name extends string>(
  rounds: number,
  contestants: Contestants<Name>,
  say: (what: string) => void,
): Promise<Record<Name, number>[]> {
  const found: Record<Name, number>[] = [];
  // The keys of the object that was given, nothing else.
  const names = Object.keys(contestants) as Name[];
  for (let round = 0; round < rounds; round += 1) {
    const figures: [Name, number][] = [];
    for (const name of names) figures.push([name, await contestants[name](round)]);
    say(`  round ${round + 1}: ${figures.map(([name, figure]) => `${name} ${shown(figure)}`).join(', ')}`);
    // Every name was run above.
    found.push(Object.fromEntries(figures) as Record<Name, number>);
  }
  return found;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? Number.NaN;
}

export interface ResultRow {
  readonly id: string;
  readonly what: string;
  readonly unit: string;
  readonly floor: number;
  readonly ours: number;
  readonly ratio: number;
  readonly min: number;
  readonly max: number;
  readonly sense: Goal['sense'];
  readonly must: number | null;
  readonly aim: number | null;
  /** Whether the median keeps the must, and the aim. */
  readonly held: boolean;
  readonly aimHeld: boolean;
  readonly notes: readonly string[];
}

export function resultOf({ id, what, unit, goal, rounds, notes = [] }: Measured): ResultRow {
  const ratios = rounds.map(({ floor, ours }) => ours / floor);
  const ratio = median(ratios);
  const keeps = (limit: number | null): boolean => limit === null || (goal.sense === 'atLeast' ? ratio >= limit : ratio <= limit);
  return {
    id,
    what,
    unit,
    floor: median(rounds.map(({ floor }) => floor)),
    ours: median(rounds.map(({ ours }) => ours)),
    ratio,
    min: Math.min(...ratios),
    max: Math.max(...ratios),
    ...goal,
    held: keeps(goal.must),
    aimHeld: keeps(goal.aim),
    notes,
  };
}

/** Three digits that count, with thousands set apart. */
export function shown(figure: number): string {
  if (!Number.isFinite(figure)) return '–';
  if (figure >= 100) return Math.round(figure).toLocaleString('en-GB');
  return String(Number(figure.toPrecision(3)));
}
