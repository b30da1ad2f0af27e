import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { listProducts, listSignOnLinks, type SignOnLinksView } from '../generated';

export const productsQuery = queryOptions({
  queryKey: ['sign-on', 'products'],
  queryFn: async ({ signal }) => (await listProducts({ signal })).products,
});

export const linksQuery = infiniteQueryOptions({
  queryKey: ['sign-on', 'links'],
  queryFn: ({ pageParam, signal }): Promise<SignOnLinksView> => listSignOnLinks({ query: { before: pageParam, limit: 50 }, signal }),
  initialPageParam: undefined as string | undefined, // widened: the first page has no cursor
  getNextPageParam: (page: SignOnLinksView) => page.next ?? undefined,
  // A link opens or runs out within a minute.
  refetchInterval: 10_000,
});
