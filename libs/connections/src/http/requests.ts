import { asAdmission, BodyReader, idPattern, idWords } from '#delivery';
import type { ConnectionChange, NewConnection } from '../setting-up/connections';

const versionPattern = /^\d+\.\d+\.\d+$/;

const asMembers = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
const asVersion = (value: unknown): string | undefined => (typeof value === 'string' && versionPattern.test(value) ? value : undefined);
const asPackName = (value: unknown): string | undefined => (typeof value === 'string' && idPattern.test(value) ? value : undefined);
const asSwitch = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);
const asRows = (value: unknown): string[] | undefined =>
  Array.isArray(value) && value.every((one) => typeof one === 'string' && /^P\d{1,2}$/u.test(one)) ? value : undefined;
const asFiles = (value: unknown): Readonly<Record<string, string>> | undefined => {
  const members = asMembers(value);
  const entries = Object.entries(members ?? {}).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text] as const] : []));
  return members && entries.length === Object.keys(members).length && entries.length > 0 ? Object.fromEntries(entries) : undefined;
};

const optional = {
  version: 'a version such as 1.0.0',
  settings: 'an object of settings by name',
  off: 'a list of rows such as ["P3"]',
  allowPrivate: 'true or false',
};

export function connectionIn(body: unknown): NewConnection {
  const reader = new BodyReader(body);
  const wanted = {
    agency: reader.text('agency', idPattern, idWords),
    id: reader.text('id', idPattern, idWords),
    name: reader.text('name'),
    pack: reader.text('pack', idPattern, 'the name of a pack'),
    version: reader.optional('version', asVersion, optional.version),
    settings: reader.optional('settings', asMembers, optional.settings) ?? {},
    allowPrivate: reader.optional('allowPrivate', asSwitch, optional.allowPrivate),
    admission: reader.optional('admission', asAdmission, 'straight or approval'),
    off: reader.optional('off', asRows, optional.off),
  };
  reader.done();
  return wanted;
}

export function changeIn(body: unknown): ConnectionChange {
  const reader = new BodyReader(body);
  const change = {
    pack: reader.optional('pack', asPackName, 'the name of a pack'),
    version: reader.optional('version', asVersion, optional.version),
    settings: reader.optional('settings', asMembers, optional.settings),
    allowPrivate: reader.optional('allowPrivate', asSwitch, optional.allowPrivate),
    off: reader.optional('off', asRows, optional.off),
  };
  reader.done();
  return change;
}

export function packIn(body: unknown): { agency: string; files: ReadonlyMap<string, string> } {
  const reader = new BodyReader(body);
  const agency = reader.text('agency', idPattern, idWords);
  const files = reader.optional('files', asFiles, 'an object of texts by the path of each file') ?? {};
  if (reader.value('files') === undefined) reader.say('/files', 'files', 'files must be an object of texts by the path of each file');
  reader.done();
  return { agency, files: new Map(Object.entries(files)) };
}
