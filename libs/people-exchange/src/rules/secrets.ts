import type { Rule } from './rule';

/** Member names that say "password", whatever their case, alone or at the end of a longer name. */
export const namesAPassword = (name: string): boolean => /(password|passwd|passphrase)(_?hash)?$/iu.test(name);

/** For a member that must never be there; whatever else names a password is found when the event is searched for hostile values. */
export const noPassword: Rule = {
  name: 'noPassword',
  schema: { not: {} },
  holds: (value) => value === undefined,
  expected: 'never goes through the bridge; leave it out',
};
