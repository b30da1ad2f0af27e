import * as fc from 'fast-check';
import { type DataClass, type Field, fieldsOf, type Rule } from '../src/rules/rule';

type Bounds = { min?: number; max?: number };

const mostly = (right: fc.Arbitrary<unknown>, other: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: right, weight: 8 }, { arbitrary: other, weight: 1 });

/** What the rules' own schemas say of a number, a length or a size. */
function boundsOf(rules: readonly Rule[], least: string, most: string): Bounds {
  const all: Record<string, unknown> = Object.assign({}, ...rules.map(({ schema }) => schema));
  const [min, max] = [all[least], all[most]];
  return { ...(typeof min === 'number' ? { min } : {}), ...(typeof max === 'number' ? { max } : {}) };
}

const has = (rules: readonly Rule[], name: string): boolean => rules.some((rule) => rule.name === name);
const days = fc.constantFrom('2026-11-24', '2024-02-29', '2026-02-29', '2026-04-31', '1900-02-29', '2000-02-29', '2026-13-01');
const clocks = fc.constantFrom('T09:30:00Z', 'T23:59:59.123+05:30', 't09:30:00z', 'T24:00:00Z', 'T23:59:60Z', 'T09:30Z', '');
const degrees = fc.oneof(fc.double({ min: -181, max: 181, noNaN: true }), fc.constantFrom(-180, 180, 90, -90, 90.0001));
const position = fc.array(degrees, { minLength: 1, maxLength: 4 });
const rings = fc.array(fc.array(position, { maxLength: 4 }), { maxLength: 2 });
const geometry = fc.oneof(
  fc.record({ type: fc.constantFrom('Polygon', 'Point'), coordinates: rings }, { requiredKeys: [] }),
  fc.record({ type: fc.constant('MultiPolygon'), coordinates: fc.array(rings, { maxLength: 2 }) }, { requiredKeys: ['type'] }),
);

/** Lengths at, just below and just above a limit; characters that are two code units each among them. */
function textAround({ min = 0, max = 40 }: Bounds): fc.Arbitrary<unknown> {
  const edges = [min, min + 1, max, max + 1].filter((length) => length <= 2001);
  return mostly(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
    fc.tuple(fc.constantFrom('a', '𝒳', ' ', 'é'), fc.constantFrom(...edges)).map(([unit, length]) => unit.repeat(length)),
  );
}

function aroundPattern(rules: readonly Rule[]): fc.Arbitrary<unknown> {
  const pattern = rules.map(({ schema }) => schema.pattern).find((source) => typeof source === 'string') ?? '';
  return mostly(fc.stringMatching(new RegExp(pattern, 'u')), fc.string());
}

/** Values mostly right and now and then just wrong, for a value with these rules. */
function valueFor(rules: readonly Rule[]): fc.Arbitrary<unknown> {
  const closed = rules.flatMap(({ schema }) => schema.enum ?? (schema.const === undefined ? [] : [schema.const]));
  if (has(rules, 'isIn')) return mostly(fc.constantFrom<unknown>(...[closed].flat(2)), fc.constant('other'));
  if (has(rules, 'isRfc3339'))
    return mostly(
      fc.constant('2026-11-24T09:30:00Z'),
      fc.tuple(days, clocks).map(([day, clock]) => day + clock),
    );
  if (has(rules, 'isDay')) return mostly(fc.constant('2024-02-29'), days);
  if (has(rules, 'matches')) return aroundPattern(rules);
  if (has(rules, 'isString')) return textAround(boundsOf(rules, 'minLength', 'maxLength'));
  if (has(rules, 'isBoolean')) return fc.boolean();
  if (has(rules, 'isPosition')) return position;
  if (has(rules, 'isAreaGeometry')) return geometry;
  if (has(rules, 'isInt') || has(rules, 'isNumber')) {
    const { min = 0, max = 1 } = boundsOf(rules, 'minimum', 'maximum');
    return mostly(fc.integer({ min, max }), fc.constantFrom(min - 1, max + 1, min + 0.5, -0));
  }
  return fc.jsonValue({ maxDepth: 2 });
}

function listOf(item: fc.Arbitrary<unknown>, { min = 0, max = 3 }: Bounds): fc.Arbitrary<unknown> {
  const few = fc.array(item, { minLength: Math.min(min, 1), maxLength: min + 2 });
  const tooMany = item.chain((one) => fc.constantFrom(max, max + 1).map((length) => Array.from({ length }, () => one)));
  return max <= 100 ? fc.oneof({ arbitrary: few, weight: 12 }, { arbitrary: tooMany, weight: 1 }) : few;
}

function memberFor(field: Field, depth: number): fc.Arbitrary<unknown> {
  const single = field.part ? dataFor(field.part(), depth + 1) : valueFor(field.list ? field.itemRules : field.rules);
  const right = field.list ? listOf(single, boundsOf(field.rules, 'minItems', 'maxItems')) : single;
  return fc.oneof({ arbitrary: right, weight: 60 }, { arbitrary: fc.jsonValue({ maxDepth: 1 }), weight: 1 });
}

/** Data of a class, near what is right: members left out, wrong by one, of another kind, or unknown. */
export function dataFor(of: DataClass, depth = 0): fc.Arbitrary<unknown> {
  const fields = [...fieldsOf(of)].filter(([, { rules }]) => !has(rules, 'noPassword'));
  const members = Object.fromEntries(fields.map(([name, field]) => [name, memberFor(field, depth)]));
  const required = fields.filter(([, { presence }]) => !presence?.optional).map(([name]) => name);
  const needed = Object.fromEntries(required.flatMap((name) => (members[name] ? [[name, members[name]]] : [])));
  const withMore: typeof members = { ...members, password: fc.string(), unknown: fc.jsonValue() };
  const near = fc.oneof(
    { arbitrary: fc.record(needed), weight: 10 },
    { arbitrary: fc.record(members, { requiredKeys: required }), weight: 20 },
    { arbitrary: fc.record(members, { requiredKeys: [] }), weight: 1 },
    { arbitrary: fc.record(withMore, { requiredKeys: required }), weight: 1 },
  );
  return depth === 0 ? fc.oneof({ arbitrary: near, weight: 30 }, { arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 1 }) : near;
}
