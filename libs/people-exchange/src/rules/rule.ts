import { ValidateBy, ValidateIf, ValidateNested } from 'class-validator';

/** A piece of JSON Schema 2020-12. */
export type Schema = Readonly<Record<string, unknown>>;
export type DataClass = abstract new () => object;

/**
 * One rule of one member, said twice in the same breath: as a check for class-validator, and as the JSON Schema that the
 * published documents and the compiled check use. As in JSON Schema, a rule minds only values of its own kind.
 */
export interface Rule {
  /** Named in refusals; where class-validator has the rule, its name. */
  readonly name: string;
  readonly schema: Schema;
  readonly holds: (value: unknown) => boolean;
  /** What was expected, to follow the member's name: "must be …". */
  readonly expected: string;
}

/** A member of a data class, as the decorators below declared it. */
export interface Field {
  readonly about: string;
  readonly rules: readonly Rule[];
  /** Rules of each item, where the member is a list. */
  readonly itemRules: readonly Rule[];
  readonly part?: () => DataClass;
  readonly list: boolean;
  readonly presence?: Presence;
}

export interface Presence {
  readonly optional?: boolean;
  /** Optional, but needed where one of these members is there. */
  readonly beside?: readonly string[];
  /** Optional, but needed where another member has this value. */
  readonly when?: readonly [member: string, value: string];
  /** What is said where a needed member is missing. */
  readonly missing?: Pick<Rule, 'name' | 'expected'>;
}

const declared = new Map<unknown, Map<string, Field>>();

/** The members a class declares, those of its parents first. */
export function fieldsOf(of: DataClass): ReadonlyMap<string, Field> {
  const parent: unknown = Object.getPrototypeOf(of);
  const inherited = typeof parent === 'function' && parent !== Function.prototype ? fieldsOf(parent as DataClass) : []; // a parent of a data class is one
  return new Map([...inherited, ...(declared.get(of) ?? [])]);
}

export const isDefined: Rule = {
  name: 'isDefined',
  schema: {},
  holds: (value) => value !== undefined,
  expected: 'is missing',
};

type Members = Readonly<Record<string, unknown>>;

function isNeeded(owner: Members, presence: Presence): boolean {
  const { beside = [], when } = presence;
  return beside.some((name) => owner[name] !== undefined) || (when !== undefined && owner[when[0]] === when[1]);
}

const validated = (rule: Rule, each: boolean, name = rule.name): PropertyDecorator =>
  ValidateBy(
    {
      name,
      constraints: [rule.schema],
      // An array where one value is wanted is a matter of the list's own rules, so `each` here only ever meets items.
      validator: { validate: (value) => rule.holds(value), defaultMessage: () => `$property ${rule.expected}` },
    },
    { each },
  );

/** Declares a member: left out is fine where it is optional; null never is. */
export function declare(rules: Omit<Field, 'presence'>, presence: Presence): PropertyDecorator {
  const optional = presence.optional ?? (presence.beside !== undefined || presence.when !== undefined);
  const field: Field = { ...rules, presence: { ...presence, optional } };
  return (target, name) => {
    const members = declared.get(target.constructor) ?? new Map<string, Field>();
    declared.set(target.constructor, members.set(String(name), field));
    if (optional) ValidateIf((owner: Members, value) => value !== undefined || isNeeded(owner, presence))(target, name);
    validated({ ...isDefined, ...presence.missing }, false, 'needed')(target, name);
    for (const rule of field.rules) validated(rule, false)(target, name);
    for (const rule of field.itemRules) validated(rule, true)(target, name);
    if (field.part) ValidateNested({ each: field.list })(target, name);
  };
}
