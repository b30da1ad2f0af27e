import type { InContext, OutContext } from './apply/context';
import type { ListContext } from './apply/lists';
import type { SweepContext } from './apply/sweep';
import { packSchema } from './schema/pack-schema';

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What mappings see; the types hold it to be all there is. */
const seen: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  [
    'What a mapping of an event sees',
    {
      event: 'The event as the target may see it, its attributes and data.',
      data: "The event's data once more.",
      key: 'Names the event at this target for ever; what stands at the vendor is found again by it.',
      person: "The bridge's own id of the person, a UUID.",
      known:
        'What else the bridge knows of the person, as folded from earlier events, such as known.consents; known.others names records that the vendor had of the same human before.',
      ids: "The vendor's ids by record, as far as they are known, such as ids.contact.",
      answers: "Answers to this event's earlier requests by their names: status, headers and body.",
      settings: 'Settings that are no secrets.',
      tables: "The pack's own lists of words.",
    } satisfies Record<keyof OutContext, string>,
  ],
  [
    'and beside them',
    {
      bodies: 'In the body of together: the bodies of several events, in their order; beside it only settings and tables.',
      answer: 'In idFrom, failedWhen, ignoredWhen and found: the answer to this very request, or to its look-up.',
      $name: 'A constant of the request, from its with.',
      '$theirs(RECORD, PERSON)': "The vendor's id of another person the event names, such as a member of its household, or nothing.",
    },
  ],
  ['What a webhook’s read file sees', { headers: 'Headers of the request, names in lower case.', body: 'Its body.' }],
  [
    'What a mapping of a record sees',
    {
      record: 'The record: the answer of its path, an item of its sweep, or what the notification brought.',
      kind: 'Its name in the pack.',
      id: "The vendor's id of it.",
      first: 'Whether nothing was ever taken from it, and the bridge did not make it.',
      settings: 'Settings that are no secrets.',
      tables: "The pack's own lists of words.",
    } satisfies Record<keyof InContext, string>,
  ],
  [
    'and beside them',
    {
      '$ours(RECORD, ID)': 'Our own key of a record that came through the bridge, such as an appointmentId, or nothing.',
      '$personOf(RECORD, ID)': "The vendor's id of the person it was last told of, for records that can be read no more, or nothing.",
    },
  ],
  [
    'What a sweep sees',
    {
      since: 'Where to begin, RFC 3339.',
      page: 'What the page before said of this one; nothing at the first.',
      settings: 'Settings that are no secrets.',
      tables: "The pack's own lists of words.",
    } satisfies Record<keyof SweepContext, string>,
  ],
  ['and beside them', { answer: 'In items and next: the answer to the request of this page.' }],
  [
    'What a list sees',
    {
      settings: 'Settings that are no secrets.',
      tables: "The pack's own lists of words, and the connection's.",
      page: 'What the page before said of this one; nothing at the first.',
    } satisfies Record<keyof ListContext, string>,
  ],
  ['and beside them', { answer: 'In values and next: the answer to the request of this page.' }],
];

/** Every member of pack.yaml and every name a mapping sees, as Markdown. */
export function packReference(): string {
  return [
    '# Reference of mapping packs',
    'Written by `npm run schemas` from the schema that packs are checked by; change that, not this page. How to write one: [GUIDE.md](GUIDE.md).',
    ...sections('pack.yaml', packSchema),
    ...seen.flatMap(([title, names]) => [
      title.startsWith('and') ? `${title}:` : `## ${title}`,
      Object.entries(names)
        .map(([name, says]) => `- \`${name}\`: ${says}`)
        .join('\n'),
    ]),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/u, '\n');
}

/** An object's section and those of the objects in it; `NAME` stands for a name that the pack chooses. */
function sections(path: string, schema: Tree): string[] {
  const properties = isTree(schema['properties']) ? schema['properties'] : {};
  const needed: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  const members = Object.entries(properties).map(([name, member]) => [name, resolved(member)] as const);
  // Rows and event types have one shape each, which is told once.
  const alike = /^(capabilities|out)$/u.test(path);
  const below = (name: string): string => (path === 'pack.yaml' ? name : `${path}.${name}`);
  return [
    `## ${path}`,
    ...(schema['description'] ? [String(schema['description'])] : []),
    ...(members.length > 0 ? [members.map(([name, member]) => line(name, member, needed.includes(name))).join('\n')] : []),
    ...(alike
      ? objectsIn(`${path}.${path === 'out' ? 'TYPE' : 'ROW'}`, { ...members[0]?.[1], description: undefined })
      : members.flatMap(([name, member]) => objectsIn(below(name), member))),
  ];
}

function objectsIn(path: string, member: Tree): string[] {
  if (isTree(member['properties'])) return sections(path, member);
  const { items, additionalProperties: values, oneOf } = member;
  if (isTree(items) && isTree(items['properties'])) return sections(`${path}[]`, items);
  if (isTree(values) && (isTree(values['properties']) || isTree(values['additionalProperties']))) return objectsIn(`${path}.NAME`, values);
  if (!Array.isArray(oneOf)) return [];
  return oneOf.filter(isTree).flatMap((one) => sections(`${path}: ${choices(one).join(' or ')}`, one));
}

/** The words of `scheme` that mean this shape. */
function choices(one: Tree): readonly string[] {
  const scheme = isTree(one['properties']) && isTree(one['properties']['scheme']) ? one['properties']['scheme'] : {};
  return Array.isArray(scheme['enum']) ? scheme['enum'].map(String) : [String(scheme['const'])];
}

function line(name: string, member: Tree, needed: boolean): string {
  const words: readonly unknown[] = Array.isArray(member['enum']) ? member['enum'] : [];
  const bounds = member['minimum'] === undefined ? '' : ` From ${String(member['minimum'])} to ${String(member['maximum'])}.`;
  const list = words.length === 0 ? '' : ` One of ${words.map((word) => `\`${String(word)}\``).join(', ')}.`;
  return `- \`${name}\`${needed ? ' (needed)' : ''}: ${String(member['description'] ?? '')}${list}${bounds}`;
}

function resolved(member: unknown): Tree {
  if (!isTree(member)) return {};
  const name = typeof member['$ref'] === 'string' ? member['$ref'].split('/').at(-1) : undefined;
  const { $defs } = packSchema;
  const target = name !== undefined && isTree($defs) ? $defs[name] : undefined;
  return isTree(target) ? { ...target, ...member } : member;
}
