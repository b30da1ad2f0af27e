import { SideDelivery, type SideDeliveryOptions } from '#delivery';

/** Name of this reader in the log and in the exchange. */
export const webIngest = 'web-ingest';

/** Reads what back offices said and delivers it to the websites that know the person. */
export function deliverToWebsites(parts: Omit<SideDeliveryOptions, 'reader' | 'to'>): SideDelivery {
  return new SideDelivery({ ...parts, reader: webIngest, to: 'website' });
}
