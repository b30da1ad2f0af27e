import type { FastifyRequest } from 'fastify';

const cookieName = 'lead_desk_session';

/** Whether the browser reached us over https, as far as Fastify trusts what stands before it. */
export const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https';

export function sessionCookie(token: string, maxAgeSeconds: number, secure: boolean): string {
  return `${cookieName}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure ? '; Secure' : ''}`;
}

export const endedCookie = (secure: boolean): string => sessionCookie('', 0, secure);

/** The session token a request brought; where the cookie was sent twice, the first, as browsers order the closest path. */
export function tokenIn(header: string | undefined): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [name, value] = pair.split('=', 2);
    if (name?.trim() === cookieName && value) return value.trim();
  }
  return undefined;
}
