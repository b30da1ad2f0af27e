import type { MappedEvent } from '#mapping';
import { isOwnEnd, newsIn } from './news';

const search = (members: object, type = 'search.updated'): MappedEvent => ({
  type,
  subject: 'C1',
  data: { searchId: 's1', search: { channel: 'sales', strength: 'explicit', ...members } },
});

describe('what a vendor’s record says', () => {
  it('is news the first time, and when it says something else', () => {
    const [first, second] = [search({ maxPrice: '1' }, 'search.saved'), search({ maxPrice: '2' })];
    expect(newsIn(undefined, [first], [])).toEqual([first]);
    expect(newsIn([first], [search({ maxPrice: '1' })], [])).toEqual([]);
    expect(newsIn([first], [second], [])).toEqual([second]);
  });

  it('A, B, A is news each time', () => {
    const [a, b] = [search({ maxPrice: '1' }), search({ maxPrice: '2' })];
    expect([newsIn([a], [b], []), newsIn([b], [a], [])]).toEqual([[b], [a]]);
  });

  it('I10: is no news where the bridge wrote it, however the vendor keeps it', () => {
    const own = [search({ maxPrice: '525000', areas: [{ label: 'Harbour' }] }).data];
    const kept = search({ maxPrice: '520000', areas: [{ label: 'Polygon 7' }] });
    expect(newsIn(undefined, [kept], own)).toEqual([]);
    expect(newsIn([search({ maxPrice: '1', areas: [] })], [kept], own)).toEqual([]);
  });

  it('X2: what somebody edited there while the bridge wrote something else is news', () => {
    const before = search({ maxPrice: '1', minBedrooms: 2 });
    const after = search({ maxPrice: '2', minBedrooms: 3 });
    expect(newsIn([before], [after], [{ searchId: 's1', search: { maxPrice: '2' } }])).toEqual([after]);
  });

  it('a consent that was only dated anew is no news, one that changed is', () => {
    const consents = (status: string, at: string): MappedEvent => ({
      type: 'consent.changed',
      subject: 'C1',
      data: { consents: [{ purpose: 'marketing', channel: 'email', status, at }] },
    });
    const before = consents('denied', '2026-03-01T00:00:00Z');
    expect(newsIn([before], [consents('denied', '2026-03-02T00:00:00Z')], [])).toEqual([]);
    expect(newsIn([before], [consents('granted', '2026-03-02T00:00:00Z')], [])).toHaveLength(1);
  });

  it('a thing that comes beside what was known is news, unless the bridge wrote it', () => {
    const [known, other] = [search({}), { ...search({}), data: { searchId: 's2', search: { channel: 'lettings' } } }];
    expect(newsIn([known], [known, other], [])).toEqual([other]);
    expect(newsIn([known], [known, other], [{ searchId: 's2', search: { channel: 'lettings' } }])).toEqual([]);
  });

  it('P5, P16: an end that the bridge wrote is no news, another is', () => {
    expect(isOwnEnd('search.removed', [{ type: 'search.removed' }])).toBe(true);
    expect(isOwnEnd('search.removed', [{ type: 'search.updated' }])).toBe(false);
    expect(isOwnEnd('search.updated', [{ type: 'search.updated' }])).toBe(false);
  });
});
