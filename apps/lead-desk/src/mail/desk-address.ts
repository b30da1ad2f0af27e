import type { AddressInfo } from 'node:net';
import { HttpAdapterHost } from '@nestjs/core';

/** Where links in mails lead; never made of what a request says of itself, so that nobody can have them lead elsewhere. */
export class DeskAddress {
  /** @param set BRIDGE_PUBLIC_URL */
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly set: string | undefined,
  ) {}

  /** Without a slash at the end: as it is set, else as this process listens; undefined while it does not yet. */
  base(): string | undefined {
    if (this.set !== undefined) return this.set;
    // A TCP server's address is never a pipe's name.
    const at = this.host.httpAdapter?.getHttpServer()?.address() as AddressInfo | null;
    if (!at) return undefined;
    const everywhere = at.address === '0.0.0.0' || at.address === '::';
    const name = everywhere ? 'localhost' : at.family === 'IPv6' ? `[${at.address}]` : at.address;
    return `http://${name}:${at.port}`;
  }
}
