import { eventTypes, isKnownType, nearestOf, rowFor, type Side } from '#people-exchange';
import type { PackDocument, RequestDocument } from '../pack-document';
import type { PackProblem } from '../problem';
import { isChoice } from '../authentication-choice';
import { listProblems } from './list-sense';
import { signatureProblems } from './signature-sense';
import type { PlaceOf } from './yaml-places';

/** What a schema cannot say: that the parts of a pack fit each other, and what no pack may do. */
export function senseProblems(document: PackDocument, placeOf: PlaceOf): PackProblem[] {
  return [
    ...Object.entries(document.out ?? {}).flatMap(([type, requests]) => [
      ...typeProblems(document, type, placeOf),
      ...requests.flatMap((request, n) => requestProblems(document, type, request, n, placeOf)),
      ...orderProblems(document, type, requests, placeOf),
      ...togetherProblems(type, requests, placeOf),
    ]),
    ...capabilityProblems(document, placeOf),
    ...settingProblems(document, placeOf),
    ...choiceProblems(document, placeOf),
    ...sweepProblems(document, placeOf),
    ...listProblems(document, placeOf),
    ...signatureProblems(document.in?.hook?.signature, placeOf),
  ];
}

function typeProblems({ side }: PackDocument, type: string, placeOf: PlaceOf): PackProblem[] {
  const place = placeOf(['out', type]);
  if (!isKnownType(type)) {
    const near = nearestOf(
      type,
      eventTypes.map((known) => known.type),
    );
    return [{ ...place, message: `"${type}" is no event type`, ...(near ? { hint: `Did you mean "${near}"?` } : {}) }];
  }
  const sender = other(side);
  return eventTypes.some((known) => known.type === type && known.sides.includes(sender))
    ? []
    : [{ ...place, message: `"${type}" is never sent to this side, so its requests would never be made` }];
}

const other = (side: Side): Side => (side === 'backOffice' ? 'website' : 'backOffice');

function requestProblems(document: PackDocument, type: string, request: RequestDocument, n: number, placeOf: PlaceOf): PackProblem[] {
  const problems: PackProblem[] = [];
  const tell = (member: string, message: string, hint?: string): void =>
    void problems.push({ ...placeOf(['out', type, n, member]), message: `request "${request.id}" ${message}`, ...(hint ? { hint } : {}) });
  if (type === 'search.performed' && request.writes === 'requirement')
    tell('writes', 'writes a requirement for an implied search, which is soft (I11)', 'Write a note or an activity instead');
  if (request.once === 'key' && request.keyHeader === undefined) tell('once', 'is repeated under a key, but keyHeader is missing');
  if (request.once === 'lookup' && request.lookup === undefined) tell('once', 'is looked up before it is repeated, but lookup is missing');
  if (request.once !== 'safe' && request.method === 'GET') tell('once', 'only reads: once is safe');
  if (request.body !== undefined && (request.method === 'GET' || request.method === 'DELETE'))
    tell('body', `has a body, which ${request.method} does not take`);
  const known = Object.keys(document.records ?? {});
  for (const [member, name] of [
    ...(request.makes === undefined ? [] : [['makes', request.makes] as const]),
    ...(request.needs ?? []).map((need) => ['needs', need] as const),
  ])
    if (!known.includes(name))
      tell(
        member,
        `names the record "${name}"`,
        nearestOf(name, known) ? `Did you mean "${nearestOf(name, known)}"?` : `Records are ${known.join(', ') || 'none so far'}`,
      );
  return problems;
}

/** Requests are made in their order: what one needs was made before, by an earlier one or an earlier event, never by a later one alone. */
function orderProblems(document: PackDocument, type: string, requests: readonly RequestDocument[], placeOf: PlaceOf): PackProblem[] {
  const problems: PackProblem[] = [];
  const elsewhere = new Set(
    Object.entries(document.out ?? {}).flatMap(([name, all]) => (name === type ? [] : all.flatMap((one) => one.makes ?? []))),
  );
  const fromOutside = new Set(Object.keys(document.in?.records ?? {}));
  const made = new Set<string>();
  const ids = new Set<string>();
  for (const [n, request] of requests.entries()) {
    if (ids.has(request.id)) problems.push({ ...placeOf(['out', type, n, 'id']), message: `"${request.id}" is there twice in ${type}` });
    ids.add(request.id);
    for (const need of request.needs ?? [])
      if (!made.has(need) && !elsewhere.has(need) && !fromOutside.has(need) && document.records?.[need])
        problems.push({
          ...placeOf(['out', type, n, 'needs']),
          message: requests.some((one) => one.makes === need)
            ? `request "${request.id}" needs "${need}", which only itself or a later request makes: a circle that never begins`
            : `request "${request.id}" needs "${need}", which nothing makes`,
        });
    if (request.makes !== undefined) made.add(request.makes);
  }
  return problems;
}

/** One answer for several events: it must not matter whose it is, and each must be found again by itself where it got lost. */
function togetherProblems(type: string, requests: readonly RequestDocument[], placeOf: PlaceOf): PackProblem[] {
  return requests.flatMap((request, n) => {
    if (request.together === undefined) return [];
    const { id, method, once, body, writes } = request;
    const unfit = [
      ...(method !== 'POST' || body === undefined ? ['it is no POST with a body'] : []),
      ...(once === 'lookup' || once === 'safe'
        ? []
        : [`it is repeated as ${once}, and a request for several can only be looked up or be safe`]),
      ...(writes === 'consent' || writes === 'relation' ? [`what it writes, a ${writes}, is read back as the person's own`] : []),
      ...(['makes', 'ifMatch', 'readBack', 'keyHeader'] as const).flatMap((member) =>
        request[member] === undefined ? [] : [`it has ${member}, which is about one event`],
      ),
    ];
    return unfit.map((why) => ({
      ...placeOf(['out', type, n, 'together']),
      message: `request "${id}" cannot go together with others: ${why}`,
    }));
  });
}

function capabilityProblems(document: PackDocument, placeOf: PlaceOf): PackProblem[] {
  const sender = other(document.side);
  const rows = new Set(
    Object.keys(document.out ?? {})
      .filter(isKnownType)
      .map((type) => rowFor(type, sender)),
  );
  return Object.entries(document.capabilities).flatMap(([row, { out }]) => {
    const place = placeOf(['capabilities', row, 'out']);
    if (out === 'supported' && !rows.has(row) && hasTypes(row, sender))
      return [{ ...place, message: `${row} is called supported, but no event of it has requests` }];
    if (out !== 'supported' && rows.has(row)) return [{ ...place, message: `${row} is called ${out}, but an event of it has requests` }];
    return [];
  });
}

const hasTypes = (row: string, sender: Side): boolean =>
  eventTypes.some(({ type, sides }) => sides.includes(sender) && rowFor(type, sender) === row);

/** A search as a body needs a method that takes one. */
function sweepProblems(document: PackDocument, placeOf: PlaceOf): PackProblem[] {
  return Object.entries(document.in?.records ?? {}).flatMap(([name, { sweep }]) =>
    (sweep?.body === undefined) === (sweep?.method !== 'POST')
      ? []
      : [
          {
            ...placeOf(['in', 'records', name, 'sweep', 'method']),
            message: `the sweep of "${name}" has ${sweep?.body === undefined ? 'POST without a body' : 'a body, which GET does not take'}`,
          },
        ],
  );
}

/** A choice of authentication has a way for each choice of its setting. */
function choiceProblems({ authentication, settings }: PackDocument, placeOf: PlaceOf): PackProblem[] {
  if (!isChoice(authentication)) return [];
  const { by, choices } = authentication;
  const offered = settings[by]?.kind === 'choice' ? (settings[by]?.choices ?? []) : undefined;
  if (!offered)
    return [{ ...placeOf(['authentication', 'by']), message: `authentication is chosen by "${by}", which is no setting of kind choice` }];
  const ways = Object.keys(choices);
  const [odd] = [...offered.filter((one) => !ways.includes(one)), ...ways.filter((one) => !offered.includes(one))];
  if (odd === undefined) return [];
  return [
    {
      ...placeOf(['authentication', 'choices']),
      message: `authentication has ways for ${ways.join(', ')}, and the setting "${by}" has choices ${offered.join(', ')}`,
    },
  ];
}

/** `{name}` in addresses, headers and credentials stands for a setting. */
function settingProblems(document: PackDocument, placeOf: PlaceOf): PackProblem[] {
  const known = Object.keys(document.settings);
  const look = (value: unknown, path: readonly (string | number)[]): PackProblem[] => {
    if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([name, inner]) => look(inner, [...path, name]));
    if (typeof value !== 'string') return [];
    return [...value.matchAll(/\{([^{}]*)\}/gu)].flatMap(([, name = '']) => {
      if (known.includes(name)) return [];
      const near = nearestOf(name, known);
      return [
        {
          ...placeOf(path),
          message: `names the setting "${name}", which is not among its settings`,
          hint: near ? `Did you mean "${near}"?` : `Settings are ${known.join(', ') || 'none'}`,
        },
      ];
    });
  };
  return [
    ...look(document.base, ['base']),
    ...look(document.headers ?? {}, ['headers']),
    ...look(document.authentication, ['authentication']),
    // Its format has names of its own.
    ...look(document.in?.hook?.signature.key, ['in', 'hook', 'signature', 'key']),
  ];
}
