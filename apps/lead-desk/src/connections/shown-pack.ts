import type { PackView as ListedPack } from '#connections';
import { neededForChoice, type PackDocument } from '#mapping';
import type { CapabilityView, PackSettingView, PackView } from './pack-views';

export const rows: readonly string[] = Array.from({ length: 17 }, (_, i) => `P${i + 1}`);

const undeclared = { out: 'ignored', in: 'ignored', says: 'The pack says nothing of it.' } as const;

/** What a pack, or one connection of it, does with every row. */
export function capabilitiesOf({ capabilities }: Pick<PackDocument, 'capabilities'>, off: readonly string[] = []): CapabilityView[] {
  return rows.map((row) => ({ row, ...(capabilities[row] ?? undeclared), off: off.includes(row) }));
}

export function shownPack({ name, version, publishedBy }: ListedPack, document: PackDocument, newest: boolean): PackView {
  const { title, about, side } = document;
  const forChoice = neededForChoice(document);
  const settings = Object.entries(document.settings).map(([setting, said]): PackSettingView => ({
    name: setting,
    label: said.label,
    help: said.help,
    kind: said.kind ?? 'text',
    secret: said.secret ?? false,
    optional: said.optional ?? false,
    neededWhen: forChoice.get(setting) ?? null,
    choices: [...(said.choices ?? [])],
    ...(said.default === undefined ? {} : { default: said.default }),
  }));
  return { name, version, newest, title, about, side, publishedBy, settings, capabilities: capabilitiesOf(document) };
}
