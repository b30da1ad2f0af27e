import type { FastifyRequest } from 'fastify';
import { signInPath } from './sign-in-route';

/** Where vendors send browsers back to: fixed by BRIDGE_PUBLIC_URL; without it, as who begins the sign-in reaches the bridge. */
export class RedirectAddress {
  constructor(private readonly publicUrl: string | undefined) {}

  seenBy({ protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>): string {
    return `${this.publicUrl ?? `${protocol}://${host}`}${signInPath}`;
  }
}
