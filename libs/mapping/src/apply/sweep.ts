import type { MappingFunctions } from '../expression';
import type { PackSweep } from '../pack';
import type { AnswerSeen } from './context';
import { bodyText, type MadeRequest, pathOf } from './make-request';
import { listOf, membersOf, wrong } from './take-in';

/** All that the expressions of a sweep see. */
export interface SweepContext {
  /** Where to begin, RFC 3339. */
  readonly since: string;
  /** What the page before said of this one; nothing at the first. */
  readonly page?: SweptPage['next'];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly tables: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface SweptPage {
  readonly items: readonly { readonly id: string; readonly modified: string; readonly value: unknown }[];
  /** What the next page is asked with; nothing at the end. */
  readonly next: Readonly<Record<string, string>> | undefined;
}

/** The request of one page, or nothing where the sweep is left out. @throws MappingFailed */
export async function sweepRequest(sweep: PackSweep, context: SweepContext, functions: MappingFunctions): Promise<MadeRequest | undefined> {
  if (sweep.when && (await sweep.when.evaluate(context, functions)) !== true) return undefined;
  const first = await pathOf(sweep.path, sweep.query, context, functions);
  return {
    method: sweep.method,
    path: sweep.body ? first : withQuery(first, context.page ?? {}),
    headers: {},
    body: sweep.body && (await bodyText(sweep.body, context, functions)),
  };
}

/** Members that are there already are replaced. */
export function withQuery(path: string, page: Readonly<Record<string, string>>): string {
  const [bare = '', query = ''] = path.split('?');
  const all = new URLSearchParams(query);
  for (const [name, value] of Object.entries(page)) all.set(name, value);
  return all.size === 0 ? bare : `${bare}?${all.toString()}`;
}

/** Reads one page of records changed since. @throws MappingFailed */
export async function sweptPageOf(
  sweep: PackSweep,
  answer: AnswerSeen,
  functions: MappingFunctions,
  context?: SweepContext,
): Promise<SweptPage> {
  const seen = { ...context, answer };
  const values = listOf(await sweep.items.evaluate(seen, functions));
  const items = await Promise.all(
    values.map(async (value) => {
      const id = await sweep.id.evaluate(value, functions);
      const modified = await sweep.modified.evaluate(value, functions);
      if ((typeof id !== 'string' && typeof id !== 'number') || typeof modified !== 'string')
        throw wrong(
          sweep.id,
          `answers ${JSON.stringify(id) ?? 'nothing'} and ${JSON.stringify(modified) ?? 'nothing'}; a record has an id and a time`,
        );
      return { id: String(id), modified, value };
    }),
  );
  const next = await sweep.next?.evaluate(seen, functions);
  if (next === undefined || next === null) return { items, next: undefined };
  return { items, next: Object.fromEntries(Object.entries(membersOf(next)).map(([name, value]) => [name, String(value)])) };
}
