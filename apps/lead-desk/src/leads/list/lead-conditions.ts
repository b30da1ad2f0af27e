import { leadScope } from '../../assignment/lead-scope';
import { likely } from '../../likely';
import type { SignedInMember } from '../../sign-in/signed-in';
import { searchFields } from './lead-columns';
import type { LeadFilter } from './leads-query';

const mostWords = 6;
const usualStatuses = ['active', 'inactive', 'converted'];

/** Conditions on `lead_desk.lead_list l`, with their parameters; more may be added. */
export class Conditions {
  readonly parameters: unknown[] = [];
  private readonly all: string[] = [];

  /** @param sql with `?` where the value goes */
  add(sql: string, value: unknown): void {
    this.parameters.push(value);
    this.all.push(sql.replaceAll('?', `$${this.parameters.length}`));
  }

  also(sql: string, parameters: readonly unknown[] = []): void {
    this.parameters.push(...parameters);
    this.all.push(sql);
  }

  get sql(): string {
    return this.all.join(' and ');
  }
}

/** Which leads a member sees of those a filter asks for. */
export function conditionsOf(who: SignedInMember, filter: LeadFilter): Conditions {
  const where = new Conditions();
  where.add('l.agency = ?', who.agency);
  where.also('l.within is null');
  const scope = leadScope(who, 'l', where.parameters.length + 1);
  where.also(scope.sql, scope.parameters);
  where.add('l.record_status = any(?::text[])', filter.recordStatus ?? usualStatuses);
  for (const [column, words] of Object.entries({ stage: filter.stage, intent: filter.intent }))
    if (words) where.add(`l.${column} = any(?::text[])`, words);
  if (filter.assignment) where.add(`case when l.pond is null then l.assignment_state else 'pond' end = any(?::text[])`, filter.assignment);
  if (filter.plan)
    where.add(
      'l.plan_status = any(?::text[])',
      filter.plan.map((status) => (status === 'none' ? '' : status)),
    );
  if (filter.rating) where.add('l.rating = any(?::int[])', filter.rating.map(Number));
  if (filter.request) {
    if (filter.request.includes('any')) where.also(`l.requested_act <> ''`);
    else where.add('l.requested_act = any(?::text[])', filter.request);
  }
  if (filter.agent === 'nobody') where.also('l.agent is null');
  else if (filter.agent !== undefined) where.add('l.agent = ?::uuid', filter.agent === 'me' ? who.memberId : filter.agent);
  if (filter.source !== undefined) where.add('l.source = ?', filter.source);
  if (filter.office !== undefined) where.add('l.office = ?', filter.office);
  if (filter.openedFrom !== undefined) where.add('l.opened_at >= ?::timestamptz', filter.openedFrom);
  if (filter.openedTo !== undefined) where.add('l.opened_at < ?::timestamptz', filter.openedTo);
  if (filter.activeFrom !== undefined) where.add('l.last_activity >= ?::timestamptz', filter.activeFrom);
  addSearch(where, filter);
  return where;
}

function addSearch(where: Conditions, { search = '', in: field = 'any' }: LeadFilter): void {
  const place = searchFields[field];
  const words = search.split(/\s+/).filter((word) => word !== '');
  for (const word of words.slice(0, mostWords)) {
    // The whole is looked at first: most rows lack the word anywhere.
    where.add(place === 0 ? 'l.sought like ?' : `l.sought like ? and split_part(l.sought, chr(31), ${place}) like ?`, likely(word));
  }
}
