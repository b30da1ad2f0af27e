import type { PlanReplayRequest } from '../../generated';
import { momentOf } from '../../words/zoned-time';
import type { PlanAddress, Span } from '../plan-address';

/** What is not in the address. */
export interface PlanRest {
  from: string;
  until: string;
  days: number;
}

const hours: Partial<Record<Span, number>> = { day: 24, week: 7 * 24, month: 30 * 24 };

/** What the form asks for; times of the form are times of the agency. */
export function planBody(
  { fill, target = '', person, type, span = 'week' }: PlanAddress,
  rest: PlanRest,
  zone: string,
  now: number,
): PlanReplayRequest {
  const whom = { target, persons: person === undefined ? undefined : [person], types: type };
  if (fill) return { ...whom, kind: 'fill', days: rest.days };
  const back = hours[span];
  const from = span === 'own' ? momentOf(rest.from, zone) : back === undefined ? undefined : new Date(now - back * 3_600_000).toISOString();
  return { ...whom, kind: 'replay', from, until: span === 'own' ? momentOf(rest.until, zone) : undefined };
}
