import { faultsNamed } from './ground/faults';
import type { TwinOptions } from './ground/options';
import type { ServedTwin } from './ground/serve/served-twin';
import { FollowUpBossTwin } from './follow-up-boss/follow-up-boss-twin';
import { GoHighLevelTwin } from './gohighlevel/gohighlevel-twin';
import { ReapitTwin } from './reapit/reapit-twin';

/** What every vendor's twin can do. */
export type VendorTwin = ServedTwin & { readonly credentials: object };

const makers = {
  reapit: (options: TwinOptions) => new ReapitTwin(options),
  gohighlevel: (options: TwinOptions) => new GoHighLevelTwin(options),
  'follow-up-boss': (options: TwinOptions) => new FollowUpBossTwin(options),
} as const;

/** Below its address, where the API of a vendor begins that has its version in the path. */
const apiPaths: Partial<Record<VendorName, string>> = { 'follow-up-boss': '/v1' };

export type VendorName = keyof typeof makers;
export const vendorNames: readonly VendorName[] = ['reapit', 'gohighlevel', 'follow-up-boss'];

export interface AloneFlags {
  host: string;
  port: number;
  seed?: string;
  /** Names of faults, with commas between them. */
  fault?: string;
  webhookUrl?: string;
  timeScale?: number;
  /** One line of JSON instead of lines to read. */
  printCredentials: boolean;
}

/** One vendor's twin on its own, until it is closed. Says where it is and what opens it. @throws UnknownFaults */
export async function runVendor(name: VendorName, flags: AloneFlags, print: (text: string) => void): Promise<VendorTwin> {
  const twin = makers[name]({
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    faults: faultsNamed(
      (flags.fault ?? '')
        .split(',')
        .map((fault) => fault.trim())
        .filter(Boolean),
    ),
    ...(flags.webhookUrl === undefined ? {} : { webhook: { url: flags.webhookUrl, timeScale: flags.timeScale ?? 1 } }),
  });
  const { url } = await twin.listen(flags.port, flags.host);
  // `address` is what a connection's settings call it.
  const opens = {
    address: `${url}${apiPaths[name] ?? ''}`,
    ...twin.credentials,
    ...('webhookKey' in twin ? { webhookKey: twin.webhookKey } : {}),
  };
  if (flags.printCredentials) print(JSON.stringify({ vendor: name, url, ...opens }));
  else {
    print(`The ${name} twin answers at ${url}`);
    for (const [what, value] of Object.entries(opens))
      print(`  ${what}: ${typeof value === 'string' ? value.trim() : JSON.stringify(value)}`);
    print(`What it got: ${url}/_twin/journal   what it told: ${url}/_twin/webhooks   all routes: ${url}/_twin`);
  }
  return twin;
}
