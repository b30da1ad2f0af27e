import type { Call, Fields } from '../../ground/call';
import type { FieldError } from '../errors';

export interface PageAsked {
  pageNumber: number;
  pageSize: number;
}

/** Page number from 1, 25 a page unless asked, 100 at most. @returns errors when it is neither */
export function pageAsked(call: Pick<Call, 'query'>): PageAsked | FieldError[] {
  const pageNumber = Number(call.query.get('pageNumber') ?? 1);
  const pageSize = Number(call.query.get('pageSize') ?? 25);
  const errors: FieldError[] = [];
  if (!Number.isInteger(pageNumber) || pageNumber < 1)
    errors.push({ field: 'pageNumber', message: 'The page number is a whole number from 1' });
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 100)
    errors.push({ field: 'pageSize', message: 'The page size is a whole number from 1 to 100' });
  return errors.length > 0 ? errors : { pageNumber, pageSize };
}

/** A HAL page: `pageCount` is the number of records in it, as the vendor counts. */
export function page(call: Pick<Call, 'path' | 'query'>, asked: PageAsked, all: readonly Fields[]): Fields {
  const { pageNumber, pageSize } = asked;
  const embedded = all.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
  const totalPageCount = Math.ceil(all.length / pageSize);
  const link = (number: number) => {
    const query = new URLSearchParams(call.query);
    query.set('pageNumber', String(number));
    query.set('pageSize', String(pageSize));
    return { href: `${call.path}/?${query.toString()}` };
  };
  return {
    _embedded: embedded,
    pageNumber,
    pageSize,
    pageCount: embedded.length,
    totalPageCount,
    totalCount: all.length,
    _links: {
      self: link(pageNumber),
      first: link(1),
      last: link(Math.max(1, totalPageCount)),
      ...(pageNumber > 1 ? { previous: link(pageNumber - 1) } : {}),
      ...(pageNumber < totalPageCount ? { next: link(pageNumber + 1) } : {}),
    },
  };
}
