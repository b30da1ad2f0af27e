import { createServer } from 'node:net';
import { codeOf } from '../error-code';
import { RuntimeError } from '../runtime-error';

interface Address {
  readonly port: number;
  readonly host: string;
}

/** The settings that say an address. */
interface AddressSettings {
  readonly port: string;
  readonly host: string;
}

const ofApp: AddressSettings = { port: 'BRIDGE_PORT', host: 'BRIDGE_HOST' };

/** Another process listens there. */
export class PortTaken extends RuntimeError {
  readonly retriable = false;

  constructor(
    readonly port: number,
    host: string,
    cause: unknown,
    setting = ofApp.port,
  ) {
    const what = `Port ${port} of ${host} is taken: stop what listens there, or choose another with ${setting} (0 picks a free one).`;
    super('portTaken', what, { cause });
  }
}

/** The system gives us no such address, whoever else listens. */
export class AddressUnusable extends RuntimeError {
  readonly retriable = false;
}

/** What a refusal to listen means for who set the address; the error itself where it means nothing known. */
export function listenRefused(error: unknown, { port, host }: Address, setting = ofApp): unknown {
  const unusable = (sentence: string): AddressUnusable => new AddressUnusable('addressUnusable', sentence, { cause: error });
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new PortTaken(port, host, error, setting.port);
    case 'EACCES':
      return unusable(`Port ${port} is only for root: choose one above 1023 with ${setting.port} (0 picks a free one).`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return unusable(`${host} is no address of this machine: set ${setting.host} to 127.0.0.1, or to 0.0.0.0 for all it has.`);
    default:
      return error;
  }
}

/**
 * Asked before the long work of a start, so that nobody waits for a database only to hear of the port.
 * @throws PortTaken, AddressUnusable
 */
export async function demandAddress({ port, host }: Address, setting = ofApp): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(listenRefused(error, { port, host }, setting)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
