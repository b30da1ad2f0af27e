import { eventTypes, isKnownType, rowFor } from './index';

/** As DESIGN §4 lists them. */
const both = `person.registered person.updated person.merged person.erased consent.changed search.saved search.updated search.removed
  alert.changed household.changed feedback.given appointment.booked appointment.changed appointment.cancelled`;
const fromWebsites = `site.visited search.performed property.viewed property.saved property.unsaved property.rated property.noted
  enquiry.made ownership.claimed`;
const fromBackOffices = `account.invited interest.registered interest.withdrawn ownership.confirmed ownership.refuted ownership.ended`;

const namesIn = (text: string): string[] => text.split(/\s+/u).toSorted();
const sentBy = (...sides: string[]): string[] =>
  eventTypes
    .filter((entry) => entry.sides.toSorted().join() === sides.toSorted().join())
    .map(({ type }) => type)
    .toSorted();

describe('the table of who may send what', () => {
  it('lets both sides send what concerns both', () => {
    expect(sentBy('website', 'backOffice')).toEqual(namesIn(both));
  });

  it('lets websites alone say what customers do there', () => {
    expect(sentBy('website')).toEqual(namesIn(fromWebsites));
  });

  it('lets back offices alone say what branches do', () => {
    expect(sentBy('backOffice')).toEqual(namesIn(fromBackOffices));
  });

  it('P1–P16: answers every row of the exchange from a side that may send it', () => {
    const rows = new Set(eventTypes.flatMap(({ type, sides }) => sides.map((side) => rowFor(type, side))));
    for (let row = 1; row <= 16; row += 1) expect(rows).toContain(`P${row}`);
  });

  it('P17: answers for a type that nobody knows yet', () => {
    expect([isKnownType('tour.taken'), rowFor('tour.taken', 'website')]).toEqual([false, 'P17']);
  });

  it('names types in the past tense, without a direction, each with a description', () => {
    for (const { type, description } of eventTypes) {
      expect(type).toMatch(/^[a-z]+\.[a-z]+$/u);
      expect(description).toMatch(/^[A-Z].*\.$/u);
    }
  });
});
