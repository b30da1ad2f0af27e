import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { listMails, type MailsView, readMail } from '../generated';
import { pageSize } from '../lists/page-size';
import type { MailsAddress } from './mails-address';

export const mailsQuery = (state: MailsAddress['state']) =>
  infiniteQueryOptions({
    queryKey: ['mails', 'list', state ?? 'all'],
    queryFn: ({ pageParam, signal }): Promise<MailsView> =>
      listMails({ query: { state, before: pageParam, limit: pageSize(pageParam) }, signal }),
    initialPageParam: undefined as string | undefined, // widened: the first page has no cursor
    getNextPageParam: (page: MailsView) => page.next ?? undefined,
    // What waits goes out within seconds.
    refetchInterval: 10_000,
  });

export const mailQuery = (id: string) =>
  queryOptions({ queryKey: ['mails', 'one', id], queryFn: ({ signal }) => readMail({ path: { id }, signal }), refetchInterval: 5_000 });
