import { isFields, type Fields } from '../../ground/call';

export type MetadataFilter = (metadata: Fields) => boolean;

const form = /^metadata\.([\w.]+)\s+(\$\w+)\s+(.+)$/;

/**
 * A filter such as `metadata.personId $eq 'p-1'`, letters compared without case.
 * Source: https://foundations-documentation.reapit.cloud/api/api-documentation#searching-for-metadata
 * @returns undefined when it is not in the vendor's form
 */
export function metadataFilter(expression: string): MetadataFilter | undefined {
  const [, path, operation, criteria] = form.exec(expression.trim()) ?? [];
  if (path === undefined || operation === undefined || criteria === undefined) return undefined;
  const asked = operation === '$in' || operation === '$nin' ? criteria.split(',').map(valueOf) : [valueOf(criteria)];
  if (asked.some((value) => value === undefined)) return undefined;
  const test = tests[operation];
  return test && ((metadata) => test(comparable(memberAt(metadata, path)), asked.map(comparable)));
}

type Comparable = string | number | undefined;

const tests: Readonly<Record<string, (held: Comparable, asked: readonly Comparable[]) => boolean>> = {
  $eq: (held, [asked]) => held === asked,
  $ne: (held, [asked]) => held !== asked,
  $neq: (held, [asked]) => held !== asked,
  $gt: (held, [asked]) => held !== undefined && asked !== undefined && held > asked,
  $lt: (held, [asked]) => held !== undefined && asked !== undefined && held < asked,
  $gte: (held, [asked]) => held !== undefined && asked !== undefined && held >= asked,
  $lte: (held, [asked]) => held !== undefined && asked !== undefined && held <= asked,
  $in: (held, asked) => asked.includes(held),
  $nin: (held, asked) => !asked.includes(held),
};

function valueOf(text: string): string | number | boolean | undefined {
  const bare = text.trim();
  const quoted = /^['’‘](.*)['’‘]$/.exec(bare);
  if (quoted) return quoted[1];
  if (bare === 'true' || bare === 'false') return bare === 'true';
  if (/^-?\d+(\.\d+)?$/.test(bare)) return Number(bare);
  return /^\d{4}-\d\d-\d\d/.test(bare) ? bare : undefined;
}

function comparable(value: unknown): Comparable {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value.toLowerCase() : undefined;
}

/** The vendor's filters do not mind the case of names either. */
function memberAt(metadata: Fields, path: string): unknown {
  let at: unknown = metadata;
  for (const part of path.split('.')) {
    if (!isFields(at)) return undefined;
    const name = Object.keys(at).find((key) => key.toLowerCase() === part.toLowerCase());
    at = name === undefined ? undefined : at[name];
  }
  return at;
}
