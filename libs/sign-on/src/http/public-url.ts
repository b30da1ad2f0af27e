import type { FastifyRequest } from 'fastify';

/** Under which address links are handed out and assertions are issued. */
export class PublicUrl {
  constructor(private readonly set: string | undefined) {}

  /** As it is set, else as the website that asks reaches the bridge itself. */
  seenBy({ protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>): string {
    return this.set ?? `${protocol}://${host}`;
  }
}
