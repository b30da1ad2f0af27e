import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { DeskRefusal } from '../api-problems/desk-refusal';

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

const foreign = (): DeskRefusal =>
  new DeskRefusal(403, [{ path: '/headers/origin', rule: 'sameOrigin', message: 'A change must come from the lead desk itself' }]);

/** Refuses a change that another site's page sent; what comes from no browser at all carries neither header. */
export function checkSameOrigin(request: FastifyRequest): void {
  const site = single(request.headers['sec-fetch-site']);
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw foreign();
  const origin = single(request.headers.origin);
  if (origin === undefined) return;
  if (!URL.canParse(origin) || new URL(origin).host !== request.headers.host) throw foreign();
}

export function checkCsrf(request: FastifyRequest, expected: string): void {
  const sent = Buffer.from(single(request.headers['x-csrf-token']) ?? '');
  const wanted = Buffer.from(expected);
  if (sent.length === wanted.length && timingSafeEqual(sent, wanted)) return;
  throw new DeskRefusal(403, [
    { path: '/headers/x-csrf-token', rule: 'csrf', message: 'Send the csrf token of your session as x-csrf-token' },
  ]);
}
