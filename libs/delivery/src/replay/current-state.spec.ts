import type { AcceptedEvent } from '#people-exchange';
import { CurrentState } from './current-state';

const event = (type: string, data: unknown): AcceptedEvent => ({
  specversion: '1.0',
  id: 'x',
  source: 's',
  type,
  datacontenttype: 'application/json',
  data,
  agency: 'north',
  origin: 'site',
  partitionkey: 'p',
  receivedtime: '2026-01-01T00:00:00Z',
});
const person = (members: object): AcceptedEvent => event('person.updated', { person: members });
const property = { property: { system: 'listings', id: 'L1' } };
const consent = (status: string, channel = 'email'): AcceptedEvent =>
  event('consent.changed', { consents: [{ purpose: 'marketing', channel, status }] });

/** Which of these, oldest first, still hold, by their places. */
function holding(...past: readonly AcceptedEvent[]): number[] {
  const state = new CurrentState();
  return past
    .map((one, place) => ({ one, place }))
    .toReversed()
    .filter(({ one }) => state.holds({ event: one, own: true }))
    .map(({ place }) => place)
    .toReversed();
}

describe('how things stand', () => {
  it('X3: a member of a person stands as it was said last, for what is left out of an update is unchanged', () => {
    expect(holding(person({ name: 1, emails: 1 }), person({ name: 2 }), person({ name: 3 }))).toEqual([0, 2]);
    expect(holding(event('person.registered', { person: { name: 1 } }), person({ name: 2 }))).toEqual([0, 1]);
  });

  it('X3: what is over is told by nothing, until it is begun anew', () => {
    const saved = event('property.saved', property);
    const unsaved = event('property.unsaved', property);
    expect(holding(saved, unsaved)).toEqual([]);
    expect(holding(saved, unsaved, saved, saved)).toEqual([3]);
    const search = { searchId: 's1' };
    const alert = event('alert.changed', { ...search, alert: {} });
    expect(holding(event('search.saved', search), alert, event('search.updated', search), event('search.removed', search))).toEqual([]);
    expect(holding(event('search.saved', search), alert, event('search.updated', search))).toEqual([0, 1, 2]);
  });

  it('X7: a refusal of consent is told beside a later grant, because it beats it; each channel stands for itself', () => {
    expect(holding(consent('granted'), consent('withdrawn'), consent('granted'), consent('granted'))).toEqual([1, 3]);
    expect(holding(consent('granted'), consent('denied', 'sms'))).toEqual([0, 1]);
  });

  it('X3: what another says of the same human ends, but never stands', () => {
    const state = new CurrentState();
    const claimed = event('ownership.claimed', property);
    expect(state.holds({ event: event('ownership.confirmed', property), own: false })).toBe(false);
    expect(state.holds({ event: claimed, own: true })).toBe(true);
    const other = new CurrentState();
    expect(other.holds({ event: event('ownership.refuted', property), own: false })).toBe(false);
    expect(other.holds({ event: claimed, own: true })).toBe(false);
  });

  it('X3: a happening is no state', () => {
    expect(holding(event('property.viewed', property), event('site.visited', { visits: 1 }), event('of.tomorrow', {}))).toEqual([]);
  });
});
