import { changeIn, participantIn } from './requests';

const gather = { types: ['interest.registered'], quietSeconds: 60, atMostSeconds: 600 };
const site = { agency: 'north', id: 'site', name: 'Site', side: 'website', delivery: { mode: 'webhook', url: 'https://www.example.com' } };
const problemsIn = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return Object(Object(error).facts).problems.map(({ path }: { path: string }) => path);
  }
};

describe('what a request says a participant hears together', () => {
  it('P9: types with how long they wait for each other', () => {
    expect(participantIn({ ...site, receives: { offices: ['west'], gather } }).receives).toEqual({ offices: ['west'], gather });
    expect(changeIn({ receives: { gather } }).receives).toEqual({ gather });
  });

  it.each([
    ['no types', { ...gather, types: [] }],
    ['an erasure, which waits for nothing', { ...gather, types: ['person.erased'] }],
    ['less than nothing', { ...gather, quietSeconds: -1 }],
    ['part of a second', { ...gather, quietSeconds: 0.5 }],
    ['an end before the quiet', { ...gather, atMostSeconds: 59 }],
    ['more than a day', { ...gather, atMostSeconds: 86_401 }],
    ['words', 'yes'],
  ])('P9: refuses %s', (_, wrong) => {
    expect(problemsIn(() => changeIn({ receives: { gather: wrong } }))).toEqual(['/receives']);
  });

  it('P9: not for a participant that reads the feed', () => {
    expect(problemsIn(() => participantIn({ ...site, delivery: { mode: 'feed' }, receives: { gather } }))).toEqual(['/receives/gather']);
  });
});
