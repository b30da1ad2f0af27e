import type { Expression, MappingFunctions } from '../expression';
import { mappingLimits } from '../limits';
import type { Pack, PackRequest, TogetherRequest } from '../pack';
import { MappingFailed } from '../problem';
import type { Template } from '../template';
import type { AnswerSeen, OutContext } from './context';

/** A request as it goes out, but for who it comes from. */
export interface MadeRequest {
  readonly method: PackRequest['method'];
  /** Below the pack's base, query included. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, or nothing. */
  readonly body: string | undefined;
}

export type Making =
  | { readonly kind: 'made'; readonly request: MadeRequest }
  /** Its `when` was false. */
  | { readonly kind: 'leftOut' }
  /** A record it needs is not known yet. */
  | { readonly kind: 'waits'; readonly record: string };

/** Fills in one request of an event. @throws MappingFailed */
export async function makeRequest(request: PackRequest, context: OutContext, functions: MappingFunctions): Promise<Making> {
  if (request.when && (await request.when.evaluate(context, functions)) !== true) return { kind: 'leftOut' };
  const missing = request.needs?.find((record) => context.ids[record] === undefined);
  if (missing !== undefined) return { kind: 'waits', record: missing };
  const headers: Record<string, string> = {};
  for (const [name, template] of Object.entries(request.headers))
    headers[name.toLowerCase()] = headerText(shortEnough(await template.fill(context, functions), template));
  return {
    kind: 'made',
    request: {
      method: request.method,
      path: await pathOf(request.path, request.query, context, functions),
      headers,
      body: request.body && (await bodyText(request.body, context, functions)),
    },
  };
}

/** The request of a type that may be asked for several events at once: its only one. */
export function togetherRequestOf({ requests }: Pack, type: string): TogetherRequest | undefined {
  const [only, ...others] = requests.get(type) ?? [];
  const { together } = only ?? {};
  return only && together && others.length === 0 ? { ...only, together } : undefined;
}

/**
 * One request for several events of a person, made of what each would be asked with, in their order.
 * @param context the first one's
 * @throws MappingFailed
 */
export async function makeTogether(
  { method, together }: TogetherRequest,
  made: readonly MadeRequest[],
  context: OutContext,
  functions: MappingFunctions,
): Promise<MadeRequest> {
  const bodies = made.map(({ body }): unknown => (body === undefined ? undefined : JSON.parse(body)));
  return {
    method,
    path: await pathOf(together.path, {}, context, functions),
    headers: made[0]?.headers ?? {},
    body: await bodyText(together.body, { bodies, settings: context.settings, tables: context.tables }, functions),
  };
}

/** A body as JSON. @throws MappingFailed where it is neither object nor list */
export async function bodyText(body: Expression, context: unknown, functions: MappingFunctions): Promise<string> {
  const value = await body.evaluate(context, functions);
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  const { file, line, column } = body.place;
  throw new MappingFailed(
    `${file}:${line}:${column}`,
    `answers ${JSON.stringify(value) ?? 'nothing'}, an object or a list is needed as a body`,
  );
}

/** A path with its query; a value that is nothing leaves its name out, a list repeats it. @throws MappingFailed */
export async function pathOf(
  path: Template,
  query: Readonly<Record<string, Expression>>,
  context: unknown,
  functions: MappingFunctions,
): Promise<string> {
  const filled = await path.fill(context, functions, encodeURIComponent);
  // An id that climbs would make it another request than the pack's author wrote.
  if (filled.split(/[/?]/u).some((part) => /^(\.|%2e){1,2}$/iu.test(part))) {
    const { file, line, column } = path.place;
    throw new MappingFailed(`${file}:${line}:${column}`, `is filled in as ${filled}, which leads elsewhere`);
  }
  let whole = shortEnough(filled, path);
  for (const [name, expression] of Object.entries(query)) {
    const value = await expression.evaluate(context, functions);
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
      // lists of JSON values
      if (one === undefined || one === null) continue;
      const pair = `${encodeURIComponent(name)}=${encodeURIComponent(textOf(one, expression))}`;
      whole = shortEnough(`${whole}${whole.includes('?') ? '&' : '?'}${pair}`, expression);
    }
  }
  return whole;
}

/** What no vendor would read is not put together any further. @throws MappingFailed */
function shortEnough(text: string, { place }: Pick<Expression, 'place'>): string {
  if (text.length <= mappingLimits.path) return text;
  const { file, line, column } = place;
  throw new MappingFailed(
    `${file}:${line}:${column}`,
    `leads to a path or header of ${text.length} characters, at most ${mappingLimits.path} are sent`,
  );
}

function textOf(value: unknown, { place, text }: Expression): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new MappingFailed(
    `${place.file}:${place.line}:${place.column}`,
    `"${text}" answers ${JSON.stringify(value)}, a text is needed in a query`,
  );
}

/** Nothing that would end a header and begin another (RFC 9110, 5.5). */
const headerText = (value: string): string => value.replaceAll(/[^\t\u0020-\u007e\u0080-\u00ff]/gu, ' ').trim();

export type Outcome =
  | { readonly kind: 'done'; readonly id: string | undefined }
  | { readonly kind: 'ignored'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** What a good status really meant, and the id of what was made. @throws MappingFailed */
export async function readAnswer(
  request: PackRequest,
  context: OutContext,
  answer: AnswerSeen,
  functions: MappingFunctions,
): Promise<Outcome> {
  const seen = { ...context, answer };
  const failed = await request.failedWhen?.evaluate(seen, functions);
  if (typeof failed === 'string' && failed !== '') return { kind: 'failed', reason: failed };
  const ignored = await request.ignoredWhen?.evaluate(seen, functions);
  if (typeof ignored === 'string' && ignored !== '') return { kind: 'ignored', reason: ignored };
  if (request.makes === undefined) return { kind: 'done', id: undefined };
  const id = request.idFrom ? await request.idFrom.evaluate(seen, functions) : lastPartOf(answer.headers['location']);
  if (typeof id === 'string' && id !== '') return { kind: 'done', id };
  if (typeof id === 'number') return { kind: 'done', id: String(id) };
  return { kind: 'failed', reason: `the answer gave no id of the ${request.makes} it made` };
}

/** The id at the end of a Location, such as `/contacts/RPT200001`. */
function lastPartOf(location: string | undefined): string | undefined {
  const last = location?.split(/[?#]/u)[0]?.replace(/\/+$/u, '').split('/').at(-1);
  return last === undefined || last === '' ? undefined : decodeURIComponent(last);
}
