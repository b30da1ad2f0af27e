import { randomBytes } from 'node:crypto';
import { freePort } from '#runtime';
import type { Names } from '../../day/cast';
import { dayFaults, noFaults } from '../../twin/fault-plan';
import { Twin } from '../../twin/twin';
import type { Operator } from '../operator';
import type { VendorPart, VendorStage } from './vendor-part';
import { WebsiteEars } from './website-ears';

/** How much of a real second one second of the vendors' delays takes: six hours late are 21 s. */
const timeScale = 0.001;
const hiddenForMs = 1_500;
const slowMs = 800;

/** One vendor at its place in the agency. */
export interface Connected {
  part: VendorPart;
  stage: VendorStage;
  /** The participant it is at the bridge. */
  id: string;
}

/** An agency whose one website speaks to back offices by connections. */
export interface VendorAgency {
  names: Names;
  website: Twin;
  websiteKey: string;
  ears: WebsiteEars;
  vendors: Connected[];
}

/** Makes agency, website and connections, and starts a twin for each: its port is chosen first, since a connection names its address. */
export async function openAgency(
  operator: Operator,
  bridgeUrl: string,
  parts: readonly VendorPart[],
  o: { seed: string; faults: boolean },
): Promise<VendorAgency> {
  const mark = randomBytes(3).toString('hex');
  const names = { agency: `quay-${mark}`, website: `quay-website-${mark}`, backOffice: `quay-nobody-${mark}` };
  await operator.addAgency({ id: names.agency, name: 'Quay & Vale', zone: 'Europe/London' });
  const ears = new WebsiteEars();
  const faults = o.faults ? dayFaults('website') : noFaults;
  const website = new Twin({ side: 'website', participant: names.website, faults, onEffect: ears.onEffect });
  const { hook } = await website.listen();
  const added = await operator.addParticipant({
    agency: names.agency,
    id: names.website,
    name: 'Quay & Vale website',
    side: 'website',
    delivery: { mode: 'webhook', url: hook, allowPrivate: true },
  });
  website.trust(added.webhookSecret);
  const agency: VendorAgency = { names, website, websiteKey: added.key, ears, vendors: [] };
  try {
    for (const part of parts) agency.vendors.push(await connect(operator, bridgeUrl, names.agency, part, `${part.name}-${mark}`, o));
    return agency;
  } catch (problem) {
    await closeAgency(agency);
    throw problem;
  }
}

export async function closeAgency({ website, vendors }: VendorAgency): Promise<void> {
  await Promise.all([website.close(), ...vendors.map(({ stage }) => stage.twin.close())]);
}

async function connect(
  operator: Operator,
  bridgeUrl: string,
  agency: string,
  part: VendorPart,
  id: string,
  { seed, faults }: { seed: string; faults: boolean },
): Promise<Connected> {
  const port = await freePort();
  // The same seed gives the same credentials, so that they are known before its webhooks have an address.
  const settings = part.make({ seed }).settings(`http://127.0.0.1:${port}`);
  const hook = await operator.addConnection({ agency, id, name: part.title, pack: part.name, settings });
  const webhook = { url: bridgeUrl + hook, timeScale };
  const stage = part.make({ seed, webhook, hiddenForMs, slowMs, faults: faults ? part.faults.opening : {} });
  await stage.twin.listen(port);
  return { part, stage, id };
}
