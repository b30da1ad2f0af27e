import type { Gather } from '../participants/target';
import type { DueRow } from './due-queues';

/** Events in one request. */
export const mostTogether = 256;

/** The rows from a place on that go out together: those of gathered types, up to the first that is none; none where that is here. */
export function gatheredFrom(rows: readonly DueRow[], place: number, { types, most = mostTogether }: Gather): readonly DueRow[] {
  const end = rows.findIndex((row, at) => at >= place && !types.includes(row.type));
  return rows.slice(place, Math.min(place + most, end < 0 ? rows.length : end));
}

/** Until when these wait for what else comes, in milliseconds; nothing where they are to go. What was sent before waits no more. */
export function waitsUntil(
  rows: readonly DueRow[],
  { quietSeconds, atMostSeconds, most = mostTogether }: Gather,
  nowMs: number,
): number | undefined {
  if (rows.length >= most || rows.some(({ attempts }) => attempts > 0)) return undefined;
  const came = rows.map(({ received }) => received.getTime());
  const until = Math.min(Math.max(...came) + quietSeconds * 1000, Math.min(...came) + atMostSeconds * 1000);
  return until > nowMs ? until : undefined;
}
