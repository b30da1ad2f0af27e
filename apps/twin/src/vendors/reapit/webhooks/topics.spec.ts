import { topicsOf } from './topics';

describe('X10: the topics of Reapit', () => {
  it.each([
    ['contacts', undefined, { marketingConsent: 'grant' }, ['contacts.created']],
    ['contacts', undefined, { marketingConsent: 'deny' }, ['contacts.created', 'contacts.optedout']],
    ['contacts', { marketingConsent: 'grant' }, { marketingConsent: 'deny' }, ['contacts.modified', 'contacts.optedout']],
    ['contacts', { marketingConsent: 'deny' }, { marketingConsent: 'deny' }, ['contacts.modified']],
    ['enquiries', { status: 'pending' }, { status: 'added' }, ['enquiries.modified', 'enquiries.accepted']],
    ['enquiries', { status: 'pending' }, { status: 'rejected' }, ['enquiries.modified', 'enquiries.rejected']],
    ['enquiries', { status: 'pending' }, { status: 'spam' }, ['enquiries.modified']],
    ['appointments', { cancelled: false }, { cancelled: true }, ['appointments.modified', 'appointments.cancelled']],
    [
      'appointments',
      {},
      { negotiatorConfirmed: true, attendeeConfirmed: true, propertyConfirmed: true },
      ['appointments.modified', 'appointments.confirmed'],
    ],
    [
      'properties',
      { selling: { status: 'valuation', price: 1 } },
      { selling: { status: 'forSale', price: 2 } },
      ['properties.modified', 'properties.selling.instructed', 'properties.selling.askingpricechanged'],
    ],
  ])('X10: %s from %j to %j is told as %j', (kind, before, after, expected) => {
    expect(topicsOf(kind, before, after)).toEqual(expected);
  });
});
