import type { ConnectionView, PackSettingView, PackView } from '../../generated';

export interface TableRow {
  from: string;
  to: string;
}
/** As it stands in its field. */
export type Entry = string | boolean | TableRow[];

export interface FormValues {
  id: string;
  name: string;
  admission: 'straight' | 'approval';
  allowPrivate: boolean;
  off: string[];
  settings: Record<string, Entry>;
}

export function emptyForm({ settings }: PackView): FormValues {
  return {
    id: '',
    name: '',
    admission: 'straight',
    allowPrivate: false,
    off: [],
    settings: Object.fromEntries(settings.map((setting) => [setting.name, entryOf(setting, setting.default)])),
  };
}

/** What was entered; secrets stay empty. */
export function filledForm(pack: PackView, { id, name, allowedPrivate, off, settings }: ConnectionView): FormValues {
  const entries = pack.settings.map((setting) => [setting.name, entryOf(setting, settings[setting.name])]);
  return { id, name, admission: 'straight', allowPrivate: allowedPrivate.length > 0, off: [...off], settings: Object.fromEntries(entries) };
}

function entryOf({ kind }: PackSettingView, value: unknown): Entry {
  if (kind === 'switch') return value === true;
  if (kind === 'table') return tableRows(value);
  return typeof value === 'string' ? value : '';
}

const tableRows = (value: unknown): TableRow[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).map(([from, to]) => ({ from, to: String(to) })) : [];

const isEmpty = (entry: Entry): boolean =>
  typeof entry === 'string' ? entry.trim() === '' : Array.isArray(entry) && rowsIn(entry).length === 0;
const rowsIn = (rows: readonly TableRow[]): readonly TableRow[] => rows.filter(({ from, to }) => from.trim() !== '' || to.trim() !== '');

/** What is to be sent: an empty secret stays as it is, an empty text is taken away. */
export function settingsToSend(pack: PackView, entries: FormValues['settings'], isNew: boolean): Record<string, unknown> {
  const sent = pack.settings.flatMap(({ name, secret }) => {
    const entry = entries[name] ?? '';
    if (isEmpty(entry)) return secret || isNew ? [] : [[name, '']];
    if (typeof entry === 'string') return [[name, entry.trim()]];
    return [[name, Array.isArray(entry) ? Object.fromEntries(rowsIn(entry).map(({ from, to }) => [from.trim(), to.trim()])) : entry]];
  });
  return Object.fromEntries(sent);
}

/** What another choice needs is not asked for. */
export const isAsked = ({ neededWhen }: PackSettingView, entries: FormValues['settings']): boolean =>
  neededWhen === null || entries[neededWhen.setting] === neededWhen.is;

/** Settings that are needed and not there. */
export function missingIn(pack: PackView, entries: FormValues['settings'], kept: readonly string[]): PackSettingView[] {
  return pack.settings.filter(
    (setting) =>
      isAsked(setting, entries) &&
      !setting.optional &&
      setting.kind !== 'switch' &&
      isEmpty(entries[setting.name] ?? '') &&
      !(setting.secret && kept.includes(setting.name)),
  );
}

/** A name as an id: "Smith & Sons CRM" becomes "smith-sons-crm". */
export const idFrom = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63)
    .replace(/-+$/, '');

export const idPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;
