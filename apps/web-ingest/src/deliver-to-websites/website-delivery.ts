import { type Exchange, SideDelivery } from '#delivery';

/** Reads what back offices said and delivers it to the websites that know the person. */
export class WebsiteDelivery extends SideDelivery {
  constructor(exchange: Exchange) {
    super('web-ingest', 'website', exchange);
  }
}
