import { isFields, type Fields } from '../../ground/call';

/** What differs, as the vendor's `diff` has it: [old, new] at each member that changed, objects member by member. Pure. */
export function differenceOf(before: Fields, after: Fields): Fields {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const found: Fields = {};
  for (const name of names) {
    const [old, now] = [before[name] ?? null, after[name] ?? null];
    if (JSON.stringify(old) === JSON.stringify(now)) continue;
    found[name] = isFields(old) && isFields(now) ? differenceOf(old, now) : [old, now];
  }
  return found;
}

/** Whether somebody only opened and saved: the vendor does not tell of that. */
export function isOfNoSubstance(difference: Fields): boolean {
  return Object.keys(difference).every((name) => name === '_eTag' || name === 'modified');
}
