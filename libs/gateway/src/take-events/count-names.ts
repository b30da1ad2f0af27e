import { maxDepth } from '../limits';

/**
 * How many member names a parsed value has on all levels; `NaN` when it is nested deeper than any event may be.
 * Recursion ends at that depth, whatever was sent.
 */
export function countNames(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth >= maxDepth) return Number.NaN;
  let names = 0;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object') names += countNames(item, depth + 1);
    return names;
  }
  // Of parsed JSON: all names are its own.
  for (const name in value) {
    const item: unknown = value[name as keyof typeof value];
    names++;
    if (typeof item === 'object') names += countNames(item, depth + 1);
  }
  return names;
}
