import { roles } from '../roles/rights';
import { allowanceOf, fits, leadActs, usualActs } from './lead-acts';
import { leadFieldNames, problemOfValue } from './lead-fields';

test('B7–B12: settings and role decide whether an act is done at once, asked for, or not there', () => {
  const ways = Object.fromEntries(leadActs.map((act) => [act, roles.map((role) => allowanceOf(usualActs, act, role)).join(' ')]));
  expect(ways).toEqual({
    delete: 'request direct direct notOffered direct',
    archive: 'request direct direct notOffered direct',
    convert: 'direct direct direct notOffered direct',
    resetPlan: 'notOffered direct direct notOffered direct',
    handOff: 'direct direct direct notOffered direct',
    rebroadcast: 'notOffered direct direct notOffered direct',
  });
});

test('B3: who decides on requests never has to ask', () => {
  const asks = { ...usualActs, delete: { agent: 'request', officeManager: 'request' } } as const;
  expect(allowanceOf(asks, 'delete', 'officeManager')).toBe('direct');
  const never = { ...usualActs, delete: { agent: 'request', officeManager: 'notOffered' } } as const;
  expect(allowanceOf(never, 'delete', 'officeManager')).toBe('notOffered');
});

test('an act is offered where it changes something', () => {
  const offered = (recordStatus: string, closedAt: string | null, hasPlan = true) =>
    leadActs.filter((act) => fits(act, { recordStatus, closedAt }, hasPlan)).join(' ');
  expect(offered('active', null)).toBe('delete archive convert resetPlan handOff rebroadcast');
  expect(offered('active', null, false)).toBe('delete archive convert handOff rebroadcast');
  expect(offered('converted', null)).toBe('delete archive handOff rebroadcast');
  expect(offered('archived', '1')).toBe('delete');
  expect(offered('deleted', '1')).toBe('');
});

test('B5: each field says what it takes', () => {
  expect(leadFieldNames.filter((field) => problemOfValue(field, 'no such thing') !== undefined)).toEqual([
    'intent',
    'financing',
    'prequalified',
    'loanOfficerEmail',
    'stage',
    'rating',
    'referral',
    'contactByEmail',
    'email',
    'contactByPhone',
  ]);
  expect(problemOfValue('notes', 'x'.repeat(10_000))).toBeUndefined();
  expect(problemOfValue('notes', 'x'.repeat(10_001))).toBe('At most 10,000 characters; these are 10,001');
  expect(problemOfValue('name', '<b>Ann</b>')).toBeUndefined();
  expect(problemOfValue('rating', '4')).toBe('One of: 0, 1, 2, 3');
});
