import { date, flag, list, must, number, object, oneOf, text, texts, whole, type Rule, type Shape } from '../../ground/body-shape';
import { metadata, source } from './contact';

const buying = object({
  reasonId: text,
  positionId: text,
  priceFrom: number,
  priceTo: number,
  decoration: texts,
  tenure: texts,
  mortgageExpiry: date,
  leaseRemaining: object({ min: number, max: number }),
});

const renting = (frequencies: Rule): Rule =>
  object({
    moveDate: date,
    term: oneOf('long', 'short', 'any'),
    rentFrom: number,
    rentTo: number,
    rentFrequency: frequencies,
    furnishing: texts,
    positionId: text,
  });

const mode = oneOf('buying', 'renting');

const told: Shape = {
  marketingMode: mode,
  currency: text,
  active: flag,
  notes: text,
  statusId: text,
  sellingStatus: oneOf(
    'preAppraisal',
    'valuation',
    'paidValuation',
    'forSale',
    'forSaleUnavailable',
    'underOffer',
    'underOfferUnavailable',
    'reserved',
    'exchanged',
    'completed',
    'soldExternally',
    'withdrawn',
  ),
  sellingPosition: oneOf('nothingToSell', 'renting', 'sellingWithUs', 'sellingWithOtherAgent', 'sellingPrivately', 'notYetOnMarket'),
  lastCall: date,
  nextCall: date,
  departmentId: text,
  solicitorId: text,
  potentialClient: flag,
  type: texts,
  style: texts,
  situation: texts,
  parking: texts,
  age: texts,
  locality: texts,
  specialFeatures: texts,
  bedroomsMin: whole,
  bedroomsMax: whole,
  receptionsMin: whole,
  receptionsMax: whole,
  bathroomsMin: whole,
  bathroomsMax: whole,
  parkingSpacesMin: whole,
  parkingSpacesMax: whole,
  locationType: oneOf('areas', 'addresses', 'none'),
  locationOptions: texts,
  buying,
  renting: renting(oneOf('weekly', 'monthly', 'annually')),
  externalArea: object({ type: oneOf('acres', 'hectares'), amountFrom: number, amountTo: number }),
  internalArea: object({ type: oneOf('squareFeet', 'squareMetres'), amount: number }),
  source,
  regional: object({ ggy: object({ market: texts }) }),
  officeIds: texts,
  negotiatorIds: texts,
  metadata,
};

export const related = list(object({ associatedId: must(text), associatedType: oneOf('contact', 'company') }));

/** POST /applicants. Only here may the rent be four-weekly. */
export const createApplicant: Shape = {
  ...told,
  marketingMode: must(mode),
  departmentId: must(text),
  renting: renting(oneOf('weekly', 'monthly', 'annually', 'fourWeekly')),
  officeIds: must(texts),
  negotiatorIds: must(texts),
  related: must(related),
};

/** PATCH /applicants/ID: who is related cannot be changed here. */
export const updateApplicant: Shape = told;

export const shownOfApplicant = ['related', 'unmappedRequirements', 'commercial', 'archivedOn', 'fromArchive'];
