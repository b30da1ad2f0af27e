import { queryOptions } from '@tanstack/react-query';
import { listOffers, type OffersView } from '../generated';

/** What is offered, and by how much this browser's clock goes wrong. */
export interface KnownOffers extends OffersView {
  readonly ahead: number;
}

export const offersQuery = queryOptions({
  queryKey: ['offers'],
  queryFn: async ({ signal }): Promise<KnownOffers> => {
    const offers = await listOffers({ signal });
    return { ...offers, ahead: Date.now() - Date.parse(offers.now) };
  },
  refetchInterval: 10_000,
});
