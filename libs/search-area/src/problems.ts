import { areaLimits } from './limits';

/** Why an area was refused: where (JSON pointer), which rule, and what was expected instead. */
export interface AreaProblem {
  path: string;
  rule: AreaRule;
  message: string;
}

export type AreaRule =
  | 'areaType'
  | 'areaShape'
  | 'areaNumber'
  | 'areaRange'
  | 'areaAxes'
  | 'areaVertices'
  | 'areaClosed'
  | 'areaPositions'
  | 'areaFlat'
  | 'areaPole'
  | 'areaCrossing'
  | 'areaHole'
  | 'areaParts'
  | 'areaSimplify';

/** Collects problems up to the limit and counts the rest, so that a hostile area cannot fill memory. */
export class AreaProblems {
  private readonly listed: AreaProblem[] = [];
  private unlisted = 0;

  add(path: string, rule: AreaRule, message: string): void {
    if (this.listed.length < areaLimits.problems) this.listed.push({ path, rule, message });
    else this.unlisted += 1;
  }

  get any(): boolean {
    return this.listed.length > 0;
  }

  list(): AreaProblem[] {
    if (this.unlisted === 0) return [...this.listed];
    return this.listed.map((problem, i) =>
      i === this.listed.length - 1 ? { ...problem, message: `${problem.message} (${this.unlisted} more problems not listed)` } : problem,
    );
  }
}

/** A short, safe rendering of what was sent, for messages. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (Array.isArray(value))
    return value.length > 4 ? `a list of ${value.length}` : `[${value.map((v) => (Array.isArray(v) ? '[…]' : shown(v))).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}
