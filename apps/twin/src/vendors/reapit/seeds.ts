import type { Fields } from '../ground/call';

/** What an agency has configured before anybody writes to it: `kind → id → members`. No person is in it. */
export const seeds: Readonly<Record<string, Readonly<Record<string, Fields>>>> = {
  offices: {
    HBR: { name: 'Harbour', active: true, email: 'harbour@example.com', workPhone: '+44 7700 900100' },
    HIL: { name: 'Hill', active: true, email: 'hill@example.com', workPhone: '+44 7700 900101' },
  },
  negotiators: {
    HBN: { name: 'Negotiator One', officeId: 'HBR', active: true, email: 'one@example.com', mobilePhone: '+44 7700 900110' },
    HIN: { name: 'Negotiator Two', officeId: 'HIL', active: true, email: 'two@example.com', mobilePhone: '+44 7700 900111' },
  },
  departments: {
    G: {
      name: 'Residential',
      typeOptions: ['house', 'bungalow', 'flatApartment', 'maisonette', 'cottage', 'land', 'studio'],
      styleOptions: ['terraced', 'endTerrace', 'detached', 'semiDetached', 'mews', 'penthouse', 'basement', 'groundFloor'],
      situationOptions: ['garden', 'balcony', 'patio', 'roofTerrace', 'conservatory', 'communalGarden'],
      parkingOptions: ['residents', 'offStreet', 'secure', 'underground', 'garage', 'doubleGarage'],
      ageOptions: ['new', 'modern', 'period', 'old'],
      localityOptions: ['rural', 'village', 'townCity', 'coastal'],
      specialFeaturesOptions: ['swimmingPool', 'tennisCourt', 'paddock', 'annexe'],
      hasBedrooms: true,
      hasBathrooms: true,
      hasReceptionRooms: true,
      hasParkingSpaces: true,
    },
  },
  sources: { WEB: { name: 'Own website', type: 'source' } },
  appointmentTypes: { VW: { value: 'Viewing' }, VL: { value: 'Valuation' } },
  journalEntryTypes: { MI: { value: 'Miscellaneous' }, WEB: { value: 'Website' } },
  taskTypes: { CA: { value: 'Call' } },
  followUpResponses: { LI: { value: 'Liked it' }, NO: { value: 'Not for them' } },
  sellingReasons: { MO: { value: 'Moving' } },
  vendorTypes: { PR: { value: 'Private' } },
  properties: {
    HBR210001: property('selling', { bedrooms: 3, selling: { price: 425000, status: 'forSale', vendorId: null } }),
    HBR210002: property('letting', { bedrooms: 2, letting: { rent: 1450, rentFrequency: 'monthly', status: 'toLet', landlordId: null } }),
  },
};

function property(marketingMode: string, members: Fields): Fields {
  return {
    marketingMode,
    currency: 'GBP',
    departmentId: 'G',
    negotiatorId: 'HBN',
    officeIds: ['HBR'],
    type: ['house'],
    style: ['terraced'],
    address: { buildingNumber: '1', line1: 'Quay Street', line3: 'Harbourtown', postcode: 'AB1 2CD', countryId: 'GB' },
    ...members,
  };
}
