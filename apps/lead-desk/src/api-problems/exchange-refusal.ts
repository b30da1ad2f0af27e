import type { ExchangeRefused } from '#delivery';
import { type DeskProblem, DeskRefusal, type RefusalStatus } from './desk-refusal';

const statusOf: Readonly<Record<ExchangeRefused['code'], RefusalStatus>> = {
  notFound: 404,
  invalid: 422,
  conflict: 409,
  forbidden: 403,
  unauthorized: 403,
  expired: 409,
};

/** What the exchange refuses, as the lead desk says it. */
export function refusalOf({ code, message, facts }: ExchangeRefused): DeskRefusal {
  const { problems } = facts;
  const told = Array.isArray(problems) ? problems.flatMap(problemIn) : [];
  return new DeskRefusal(statusOf[code], told.length > 0 ? told : [{ path: '', rule: code, message }]);
}

function problemIn(value: unknown): DeskProblem[] {
  if (typeof value !== 'object' || value === null || !('message' in value) || typeof value.message !== 'string') return [];
  const path = 'path' in value && typeof value.path === 'string' ? value.path : '';
  const rule = 'rule' in value && typeof value.rule === 'string' ? value.rule : 'pack';
  return [{ path, rule, message: value.message }];
}
