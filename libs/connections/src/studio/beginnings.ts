import { join } from 'node:path';
import { madeFrom, memberIn, type PackFiles, withMember } from '#mapping';
import { projectFolder } from '#runtime';
import { filesIn, shippedPacks } from '../packs/shipped-packs';
import type { Packs } from '../packs/packs';

const starterFolder = join(projectFolder(__dirname), 'libs/mapping/starter');

export interface PackVersion {
  readonly pack: string;
  readonly version: string;
}

/**
 * What a draft begins with: the starter, or a copy of a version of a pack. A pack of the agency's own goes on under its name with
 * the next version; any other becomes a pack of the draft's name. @throws ExchangeRefused `notFound`
 */
export async function beginningOf(packs: Packs, agency: string, name: string, from: PackVersion | undefined): Promise<PackFiles> {
  if (!from) return withMember(filesIn(starterFolder), 'pack', name);
  const files = await packs.filesOf(agency, from.pack, from.version);
  if (shippedPacks().some((shipped) => shipped.name === from.pack)) return madeFrom(files, from.pack, name);
  return withMember(files, 'version', nextOf(memberIn(files, 'version') ?? '0.0.0'));
}

function nextOf(version: string): string {
  const [major = '0', minor = '0', patch = '0'] = version.split('.');
  return `${major}.${minor}.${Number(patch) + 1}`;
}
