import { isFields, type Fields } from '../../ground/call';

/** Kinds of records there are topics for; tasks, areas and journal entries have none. */
export const toldKinds: readonly string[] = [
  'applicants',
  'appointments',
  'contacts',
  'enquiries',
  'landlords',
  'offices',
  'properties',
  'vendors',
];

/**
 * Topics of one change, the most general first. Pure.
 * Source: https://foundations-documentation.reapit.cloud/api/webhooks#available-topics
 * @param before undefined for a new record
 */
export function topicsOf(kind: string, before: Fields | undefined, after: Fields): string[] {
  const topics = [`${kind}.${before ? 'modified' : 'created'}`];
  const became = (test: (of: Fields) => boolean): boolean => test(after) && !(before && test(before));
  if (kind === 'contacts' && became((of) => of['marketingConsent'] === 'deny')) topics.push('contacts.optedout');
  if (kind === 'enquiries' && before && became((of) => of['status'] === 'added')) topics.push('enquiries.accepted');
  if (kind === 'enquiries' && before && became((of) => of['status'] === 'rejected')) topics.push('enquiries.rejected');
  if (kind === 'appointments' && became((of) => of['cancelled'] === true)) topics.push('appointments.cancelled');
  if (kind === 'appointments' && became(isConfirmed)) topics.push('appointments.confirmed');
  if (kind === 'properties') topics.push(...sellingTopics(before, after));
  return topics;
}

function isConfirmed(appointment: Fields): boolean {
  return ['negotiatorConfirmed', 'attendeeConfirmed', 'propertyConfirmed'].every((name) => appointment[name] === true);
}

const byStatus: Readonly<Record<string, string>> = {
  completed: 'completed',
  exchanged: 'exchanged',
  withdrawn: 'withdrawn',
  underOffer: 'underoffer',
  underOfferUnavailable: 'underoffer',
};

function sellingTopics(before: Fields | undefined, after: Fields): string[] {
  const [old, now] = [sellingOf(before), sellingOf(after)];
  const topics: string[] = [];
  const status = String(now['status'] ?? '');
  const topic = byStatus[status];
  if (topic && byStatus[String(old['status'] ?? '')] !== topic) topics.push(`properties.selling.${topic}`);
  const early = ['preAppraisal', 'valuation', 'paidValuation'].includes(String(old['status']));
  if (['forSale', 'forSaleUnavailable'].includes(status) && (!before || early)) topics.push('properties.selling.instructed');
  if (before && old['price'] !== now['price']) topics.push('properties.selling.askingpricechanged');
  return topics;
}

function sellingOf(property: Fields | undefined): Fields {
  return property && isFields(property['selling']) ? property['selling'] : {};
}
