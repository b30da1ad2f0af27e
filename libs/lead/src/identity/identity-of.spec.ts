import { emailKey } from './email-key';
import { identityOf } from './identity-of';

const person = {
  emails: [{ address: ' Ann@Example.ORG ' }, { address: 'ann@example.org' }, { address: 'no address' }],
  externalIds: [{ system: 'office', id: '17' }, { system: 'office', id: '17' }, { system: 'office' }],
};

test('a registration, an update and an invitation identify their person', () => {
  for (const type of ['person.registered', 'person.updated', 'account.invited']) {
    expect(identityOf({ type, data: { person } })).toEqual({ emails: ['ann@example.org'], externalIds: [{ system: 'office', id: '17' }] });
  }
});

test('contact details in other events may be another’s and never link', () => {
  expect(identityOf({ type: 'enquiry.made', data: { person } })).toEqual({ emails: [], externalIds: [] });
});

test.each([null, 7, [], { person: null }, { person: { emails: 'x', externalIds: {} } }])(
  'data that is no person identifies nobody: %j',
  (data) => {
    expect(identityOf({ type: 'person.registered', data })).toEqual({ emails: [], externalIds: [] });
  },
);

test('addresses compare without case and space, but keep dots and plus signs', () => {
  expect(emailKey('ＡNN.b+c@Example.org')).toBe('ann.b+c@example.org');
  expect(emailKey('@x')).toBeUndefined();
  expect(emailKey('a b@x.example')).toBeUndefined();
  expect(emailKey('x'.repeat(400) + '@x.example')).toBeUndefined();
});
