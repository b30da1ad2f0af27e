import Table from 'cli-table3';
import type { Role } from '../day/plan';
import type { PlayJournal } from '../play/sent';
import { eventKey } from '../twin/journal';

/** One line of the closing table: a type in a direction. Deliveries are counted per target. */
export interface OutcomeRow {
  type: string;
  direction: Role;
  sent: number;
  refused: number;
  accepted: number;
  delivered: number;
  ignored: number;
  held: number;
  parked: number;
  other: number;
}

/** @param states the states of each accepted event at its targets, by eventKey */
export function outcomeRows(played: PlayJournal, states: ReadonlyMap<string, readonly { state: string }[]>): OutcomeRow[] {
  const rows = new Map<string, OutcomeRow>();
  const counted = new Set<string>();
  for (const event of played.sent) {
    const name = `${event.role} ${event.type}`;
    const row = rows.get(name) ?? {
      type: event.type,
      direction: event.role,
      sent: 0,
      refused: 0,
      accepted: 0,
      delivered: 0,
      ignored: 0,
      held: 0,
      parked: 0,
      other: 0,
    };
    rows.set(name, row);
    row.sent += 1;
    if (event.outcome === 'refused') row.refused += 1;
    if (event.outcome !== 'accepted') continue;
    row.accepted += 1;
    const key = eventKey(event.participant, event.source, event.id);
    if (counted.has(key)) continue;
    counted.add(key);
    for (const { state } of states.get(key) ?? []) row[columnOf(state)] += 1;
  }
  return [...rows.values()].sort((a, b) => b.direction.localeCompare(a.direction) || a.type.localeCompare(b.type));
}

function columnOf(state: string): 'delivered' | 'ignored' | 'held' | 'parked' | 'other' {
  if (state === 'delivered' || state === 'ignored' || state === 'parked') return state;
  return state.startsWith('held') ? 'held' : 'other';
}

const columns = ['sent', 'refused', 'accepted', 'delivered', 'ignored', 'held', 'parked', 'other'] as const;

export function outcomeTable(rows: readonly OutcomeRow[], colour: boolean): string {
  const table = new Table({
    head: ['from', 'type', ...columns],
    colAligns: ['left', 'left', ...columns.map(() => 'right' as const)],
    // One line a row: fifty types with a rule between them would not fit a screen.
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: colour ? {} : { head: [], border: [] },
  });
  for (const row of rows) table.push([sideName(row.direction), row.type, ...columns.map((column) => String(row[column]))]);
  const sums = columns.map((column) => String(rows.reduce((sum, row) => sum + row[column], 0)));
  table.push(['all', '', ...sums]);
  return table.toString();
}

function sideName(role: Role): string {
  return role === 'website' ? 'website' : 'back office';
}
