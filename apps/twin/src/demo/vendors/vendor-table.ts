import Table from 'cli-table3';
import type { Finding } from '../../compare/findings';
import type { VendorsPlayed } from './vendors-demo';

/** One line of the closing table. */
export interface VendorRow {
  vendor: string;
  persons: number;
  records: number;
  'from the vendor': number;
  calls: number;
  'met a fault': number;
  webhooks: number;
  repeated: number;
  'drift found': number;
  parked: number;
}

const columns = ['persons', 'records', 'from the vendor', 'calls', 'met a fault', 'webhooks', 'repeated', 'drift found', 'parked'] as const;
const plain = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };

export function vendorRows({ verdicts }: Pick<VendorsPlayed, 'verdicts'>): VendorRow[] {
  return verdicts.map(({ connected: { part, stage }, verdict, drift }) => {
    const { journal, webhooks } = stage.twin;
    return {
      vendor: part.title,
      persons: verdict.persons,
      records: verdict.records,
      'from the vendor': verdict.heard,
      calls: journal.length,
      'met a fault': journal.filter(({ fault }) => fault !== null).length,
      webhooks: webhooks.length,
      repeated: webhooks.length - new Set(webhooks.map(({ eventId, topic }) => `${eventId} ${topic}`)).size,
      'drift found': drift,
      parked: verdict.parked.length,
    };
  });
}

export function tellVerdicts(played: VendorsPlayed, print: (text: string) => void, colour: boolean): void {
  const style = colour ? {} : { head: [], border: [] };
  const table = new Table({
    head: ['vendor', ...columns],
    colAligns: ['left', ...columns.map(() => 'right' as const)],
    chars: plain,
    style,
  });
  for (const row of vendorRows(played)) table.push([row.vendor, ...columns.map((column) => String(row[column]))]);
  const faults = played.verdicts.map(({ connected: { part, stage } }) => `  ${part.title}: ${shares(stage.twin)}`);
  print(`\n${table.toString()}`);
  print(
    `${played.told.length} events of ${new Set(played.told.map(({ subject }) => subject)).size} customers went to each vendor. Faults that struck:`,
  );
  for (const line of faults) print(line);
  tellParked(played, print);
  print(`\n${tallyTable(played, style)}`);
  tellFindings(played.findings, print);
  if (played.findings.length > 0) return;
  const sum = (of: (one: VendorsPlayed['verdicts'][number]['verdict']) => number): number =>
    played.verdicts.reduce((all, { verdict }) => all + of(verdict), 0);
  print(
    `${sum(({ records }) => records)} records are there, each once and with the right person; ${sum(({ heard }) => heard)} things that agents did ` +
      `reached the website, each once; nothing came back. All is well with the vendors.`,
  );
}

function shares(twin: VendorsPlayed['verdicts'][number]['connected']['stage']['twin']): string {
  const counts = new Map<string, number>();
  for (const { fault } of twin.journal) if (fault !== null) counts.set(fault, (counts.get(fault) ?? 0) + 1);
  return [...counts].map(([fault, count]) => `${count} ${fault}`).join(', ') || 'none';
}

/** An outcome that nobody can know but who looks: by name, with what a look at the vendor shows. */
function tellParked({ verdicts }: VendorsPlayed, print: (text: string) => void): void {
  const all = verdicts.flatMap(({ connected, verdict }) => verdict.parked.map((one) => ({ ...one, vendor: connected.part.title })));
  if (all.length === 0) return;
  print('Parked, because the answer was lost and asking again might do it twice; looked up at the vendor:');
  for (const { vendor, event, request, applied } of all) {
    const found = applied === undefined ? event.reason : applied ? 'was applied' : 'was not applied';
    print(`  ${vendor}: ${event.type} ${event.id}, ${request || '?'}: ${found}`);
  }
}

function tallyTable({ rest: { tally } }: VendorsPlayed, style: object): string {
  const counts = ['routed', 'inFlight', 'parked', 'delivered', 'ignored', 'skipped', 'erased'] as const;
  const table = new Table({
    head: ['target', ...counts, 'held'],
    colAligns: ['left', ...[...counts, 'held'].map(() => 'right' as const)],
    chars: plain,
    style,
  });
  for (const target of tally.targets) {
    const held = Object.values(target.held).reduce((sum, one) => sum + one, 0);
    table.push([target.name, ...counts.map((count) => String(target[count])), String(held)]);
  }
  return `${table.toString()}\n${tally.accepted} events accepted, ${tally.repeated} came again, ${tally.unrouted} went nowhere.`;
}

function tellFindings(findings: readonly Finding[], print: (text: string) => void): void {
  if (findings.length === 0) return;
  print(`NOT WELL WITH THE VENDORS: ${findings.length} findings. The first:`);
  for (const { fault, sentence } of findings.slice(0, 30)) print(`  ${fault}: ${sentence}`);
}
