import { SideDelivery, type SideDeliveryOptions } from '#delivery';

/** Name of this reader in the log and in the exchange. */
export const backOfficeConnector = 'back-office-connector';

/** Reads what websites said and delivers it to every back office of the agency. */
export function deliverToBackOffices(parts: Omit<SideDeliveryOptions, 'reader' | 'to'>): SideDelivery {
  return new SideDelivery({ ...parts, reader: backOfficeConnector, to: 'backOffice' });
}
