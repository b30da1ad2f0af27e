import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { ExchangeRefused } from '../errors';

const neverAllowed = new BlockList();
neverAllowed.addSubnet('169.254.0.0', 16, 'ipv4');
neverAllowed.addSubnet('fe80::', 10, 'ipv6');
neverAllowed.addAddress('fd00:ec2::254', 'ipv6');
neverAllowed.addSubnet('0.0.0.0', 8, 'ipv4');
neverAllowed.addSubnet('224.0.0.0', 3, 'ipv4');
neverAllowed.addSubnet('ff00::', 8, 'ipv6');

const privateOnly = new BlockList();
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['127.0.0.0', 8],
  ['100.64.0.0', 10],
  ['192.0.0.0', 24],
  ['198.18.0.0', 15],
] as const)
  privateOnly.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['fc00::', 7],
  ['::1', 128],
  ['::', 128],
  ['64:ff9b::', 96],
  ['2002::', 16],
  ['2001::', 32],
] as const)
  privateOnly.addSubnet(net, bits, 'ipv6');

/** IPv4 written as IPv6 is judged as IPv4. */
function plain(address: string): { address: string; family: 'ipv4' | 'ipv6' } {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return { address: mapped, family: 'ipv4' };
  return { address, family: isIP(address) === 4 ? 'ipv4' : 'ipv6' };
}

/** Whether a connection to this very address may be opened. @throws ExchangeRefused `forbidden` */
function checkAddress(address: string, hostAndPort: string, allowedPrivate: readonly string[]): void {
  const { address: bare, family } = plain(address);
  if (neverAllowed.check(bare, family))
    throw new ExchangeRefused('forbidden', `Deliveries never go to ${bare}: link-local and metadata addresses are closed`, {
      address: bare,
    });
  if (privateOnly.check(bare, family) && !allowedPrivate.includes(hostAndPort)) {
    throw new ExchangeRefused(
      'forbidden',
      `${hostAndPort} is a private address (${bare}); it is reached only where private addresses were allowed for this target (allowPrivate)`,
      { address: bare },
    );
  }
}

export type Resolve = (name: string) => Promise<readonly { address: string; family: number }[]>;

/** Resolves a host and returns an address that may be connected to; the connection is made to that address and no other. */
export async function resolveChecked(
  host: string,
  hostAndPort: string,
  allowedPrivate: readonly string[],
  resolve: Resolve = (name) => lookup(name, { all: true }),
): Promise<{ address: string; family: number }> {
  const bare = host.replace(/^\[|\]$/g, '');
  const found = isIP(bare) ? [{ address: bare, family: isIP(bare) }] : await resolve(bare);
  for (const one of found) checkAddress(one.address, hostAndPort, allowedPrivate);
  const [first] = found;
  if (!first) throw new ExchangeRefused('notFound', `${host} has no address`, { host });
  return first;
}
