import { isIPv6 } from 'node:net';

export type AddressFamily = 'ipv4' | 'ipv6';

/** All that is kept of where somebody came from. An IPv4 address written as IPv6 is IPv4. */
export function familyOf(address: string): AddressFamily {
  return isIPv6(address) && !/^::ffff:\d+\.\d+\.\d+\.\d+$/iu.test(address) ? 'ipv6' : 'ipv4';
}
