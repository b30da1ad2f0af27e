import { replyTo } from './speak-back';
import type { ReadEvent } from './wire';

const person = { name: { given: 'Ada' }, emails: [{ address: 'ada@example.com' }], externalIds: [{ system: 'site', id: 'W-1' }] };
const heard = (type: string): ReadEvent => ({
  event: { id: 'e-1', source: 's', type, origin: 'site', subject: 'bridge-id', time: null, digest: '' },
  data: { person },
});

describe('a twin that speaks back', () => {
  it('registers on the website who was invited, under its own id, and names the cause', () => {
    expect(replyTo('website', heard('account.invited'), 'W-9')).toEqual({
      type: 'person.registered',
      subject: 'W-9',
      causationid: 'e-1',
      data: { person: { name: person.name, emails: person.emails, phones: undefined }, source: 'invitation' },
    });
  });

  it('answers a registration with the record of the back office', () => {
    expect(replyTo('backOffice', heard('person.registered'), 'C-9')).toMatchObject({
      type: 'person.updated',
      subject: 'C-9',
      data: { person: { roles: ['applicant'] } },
    });
  });

  it('says nothing to anything else, so that two twins cannot talk for ever', () => {
    for (const type of ['person.updated', 'person.registered', 'site.visited'])
      expect(replyTo('website', heard(type), 'W-9')).toBeUndefined();
    for (const type of ['person.updated', 'account.invited', 'site.visited'])
      expect(replyTo('backOffice', heard(type), 'C-9')).toBeUndefined();
  });
});
