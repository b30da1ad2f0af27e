import type { MappingFunctions } from '../expression';
import { mappingLimits } from '../limits';
import type { PackList } from '../pack';
import type { AnswerSeen } from './context';
import { type MadeRequest, pathOf } from './make-request';
import { type SweptPage, withQuery } from './sweep';
import { listOf, membersOf, wrong } from './take-in';

/** All that the expressions of a list see. */
export interface ListContext {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly tables: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What the page before said of this one; nothing at the first. */
  readonly page?: SweptPage['next'];
}

/** A value of a vendor's list that a connection may send. */
export interface HeldValue {
  /** The setting or table it stands in. */
  readonly in: string;
  /** Our own word for it, in a table. */
  readonly key?: string;
  readonly value: string;
}

/** A value that the vendor offers. */
export interface OfferedValue {
  readonly value: string;
  readonly label?: string;
}

/** What a connection may send of a list; empty settings hold nothing. @throws MappingFailed */
export async function heldValues(list: PackList, context: ListContext, functions: MappingFunctions): Promise<readonly HeldValue[]> {
  const held: HeldValue[] = [];
  for (const [place, expression] of Object.entries(list.holds)) {
    const found = await expression.evaluate(context, functions);
    const keyed = typeof found === 'object' && found !== null && !Array.isArray(found);
    for (const [key, value] of keyed ? Object.entries(found) : listOf(found).map((one) => [undefined, one] as const)) {
      if (value === '' || value === null) continue;
      if (typeof value !== 'string' && typeof value !== 'number')
        throw wrong(expression, `answers ${JSON.stringify(value)}; a value of a list is a text`);
      held.push({ in: place, ...(key === undefined ? {} : { key }), value: String(value) });
    }
  }
  return held;
}

/** The request of one page. @throws MappingFailed */
export async function listRequest(list: PackList, context: ListContext, functions: MappingFunctions): Promise<MadeRequest> {
  const headers: Record<string, string> = {};
  for (const [name, template] of Object.entries(list.headers)) headers[name.toLowerCase()] = await template.fill(context, functions);
  const first = await pathOf(list.path, list.query, context, functions);
  return { method: 'GET', path: withQuery(first, context.page ?? {}), headers, body: undefined };
}

/** Reads one page of what the vendor offers. @throws MappingFailed */
export async function listedValues(
  list: PackList,
  answer: AnswerSeen,
  context: ListContext,
  functions: MappingFunctions,
): Promise<{ readonly values: readonly OfferedValue[]; readonly next: SweptPage['next'] }> {
  const seen = { ...context, answer };
  const found = listOf(await list.values.evaluate(seen, functions));
  if (found.length > mappingLimits.listed)
    throw wrong(list.values, `answers ${found.length} values, at most ${mappingLimits.listed} are taken`);
  const values = found.map((one): OfferedValue => {
    const { value, label } = typeof one === 'object' ? membersOf(one) : { value: one, label: undefined };
    if (typeof value !== 'string' && typeof value !== 'number')
      throw wrong(list.values, `answers ${JSON.stringify(one).slice(0, 200)}; a value is a text, or {value, label}`);
    return { value: String(value), ...(typeof label === 'string' && label !== '' ? { label } : {}) };
  });
  const next = await list.next?.evaluate(seen, functions);
  if (next === undefined || next === null) return { values, next: undefined };
  return { values, next: Object.fromEntries(Object.entries(membersOf(next)).map(([name, value]) => [name, String(value)])) };
}

/** What of it the vendor does not know. Pure. */
export function unknownAmong(held: readonly HeldValue[], offered: readonly OfferedValue[]): readonly HeldValue[] {
  const known = new Set(offered.map(({ value }) => value));
  return held.filter(({ value }) => !known.has(value.trim()));
}
