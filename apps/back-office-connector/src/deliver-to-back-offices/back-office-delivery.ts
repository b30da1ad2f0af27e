import { type Exchange, SideDelivery } from '#delivery';

/** Reads what websites said and delivers it to every back office of the agency. */
export class BackOfficeDelivery extends SideDelivery {
  constructor(exchange: Exchange) {
    super('back-office-connector', 'backOffice', exchange);
  }
}
