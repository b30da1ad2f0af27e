import type { Known } from './sundries';
import type { SentCloudEvent } from './plan';
import { minute, type Line } from './script';
import type { Stage } from './website-story';

type Break = (event: SentCloudEvent, chance: Stage['chance']) => Record<string, unknown> | { raw: string; contentType?: string };

interface Bad {
  status: number;
  rule: string;
  role?: 'website' | 'backOffice';
  type: string;
  data: unknown;
  break: Break;
}

const square = (ring: number[][]) => ({ label: 'Drawn', kind: 'polygon', geometry: { type: 'Polygon', coordinates: [ring] } });
const searchIn = (area: unknown) => ({ search: { channel: 'sales', strength: 'implied', areas: [area] } });
const property = { system: 'listings', id: 'L-0001' };
const asIs: Break = (event) => ({ ...event });

/** What a careless or hostile sender does, with the answer it must get; nothing of it may arrive anywhere. */
const badRequests: readonly Bad[] = [
  { status: 422, rule: 'subject', type: 'property.viewed', data: { property }, break: (event) => ({ ...event, subject: undefined }) },
  {
    status: 422,
    rule: 'subjectNotEmail',
    type: 'property.viewed',
    data: { property },
    break: (event) => ({ ...event, subject: 'someone@example.com' }),
  },
  {
    status: 422,
    rule: 'timeAhead',
    type: 'property.viewed',
    data: { property },
    break: (event) => ({ ...event, time: '2999-01-01T00:00:00Z' }),
  },
  { status: 422, rule: 'time', type: 'property.viewed', data: { property }, break: (event) => ({ ...event, time: 'yesterday' }) },
  { status: 403, rule: 'agency', type: 'property.viewed', data: { property }, break: (event) => ({ ...event, agency: 'somebody-else' }) },
  { status: 422, rule: 'stamped', type: 'property.viewed', data: { property }, break: (event) => ({ ...event, origin: 'lead-desk' }) },
  {
    status: 403,
    rule: 'side',
    type: 'ownership.confirmed',
    data: { property, ownership: { capacity: 'vendor', state: 'confirmed' } },
    break: asIs,
  },
  { status: 403, rule: 'side', role: 'backOffice', type: 'site.visited', data: { visits: 1 }, break: asIs },
  {
    status: 422,
    rule: 'areaRange',
    type: 'search.performed',
    data: searchIn(
      square([
        [120, 94],
        [121, 94],
        [121, 95],
        [120, 95],
        [120, 94],
      ]),
    ),
    break: asIs,
  },
  {
    status: 422,
    rule: 'areaCrossing',
    type: 'search.performed',
    data: searchIn(
      square([
        [0, 50],
        [1, 51],
        [1, 50],
        [0, 51],
        [0, 50],
      ]),
    ),
    break: asIs,
  },
  {
    status: 422,
    rule: 'areaClosed',
    type: 'search.performed',
    data: searchIn(
      square([
        [0, 50],
        [1, 50],
        [1, 51],
        [0, 51],
      ]),
    ),
    break: asIs,
  },
  {
    status: 422,
    rule: 'matches',
    type: 'search.performed',
    data: { search: { channel: 'sales', strength: 'implied', maxPrice: '300000' } },
    break: asIs,
  },
  {
    status: 422,
    rule: 'isIn',
    type: 'search.saved',
    data: { searchId: 'S-1', search: { channel: 'sales', strength: 'implied' } },
    break: asIs,
  },
  { status: 422, rule: 'isIn', type: 'property.noted', data: { property, visibility: 'secret', text: 'x' }, break: asIs },
  { status: 422, rule: 'max', type: 'property.rated', data: { property, stars: 6 }, break: asIs },
  { status: 422, rule: 'noPassword', type: 'person.registered', data: { person: {}, password: 'letmein' }, break: asIs },
  { status: 422, rule: 'noNul', type: 'enquiry.made', data: { enquiryType: 'general', message: 'a\u0000b' }, break: asIs },
  {
    status: 422,
    rule: 'noPrototypeKeys',
    type: 'property.viewed',
    data: { property },
    break: (event) => ({ raw: JSON.stringify(event).replace('"data":{', '"data":{"__proto__":{"admin":true},') }),
  },
  {
    status: 422,
    rule: 'finite',
    type: 'site.visited',
    data: { visits: 1 },
    break: (event) => ({ raw: JSON.stringify(event).replace('"visits":1', '"visits":1e400') }),
  },
  {
    status: 400,
    rule: 'json',
    type: 'property.viewed',
    data: { property },
    break: (event) => ({ raw: JSON.stringify(event).slice(0, -20) }),
  },
  {
    status: 415,
    rule: 'mediaType',
    type: 'property.viewed',
    data: { property },
    break: (event) => ({ raw: JSON.stringify(event), contentType: 'text/xml' }),
  },
];

/** Spreads `rounds` of every bad request over people of the day, and one good batch spoilt by one bad event. */
export function tellBadRequests(stage: Stage, known: readonly Known[], rounds: number): void {
  for (let round = 0; round < rounds; round++) {
    for (const bad of badRequests) {
      const { who, told } = stage.chance.pick(known);
      const role = bad.role ?? 'website';
      const atMs = told.registeredAtMs + stage.chance.int(1, 30) * minute;
      const event = stage.script.event(role, who.subjects[role], atMs, bad.type, bad.data, 0);
      const broken = bad.break(event, stage.chance);
      const raw =
        'raw' in broken && typeof broken['raw'] === 'string'
          ? {
              body: broken['raw'],
              contentType: typeof broken['contentType'] === 'string' ? broken['contentType'] : 'application/cloudevents+json',
            }
          : { body: JSON.stringify(broken), contentType: 'application/cloudevents+json' };
      stage.script.lines.push(refused(role, who.subjects[role], atMs, [event], bad, raw));
    }
    spoiltBatch(stage, known);
  }
}

function spoiltBatch({ script, chance }: Stage, known: readonly Known[]): void {
  const { who, told } = chance.pick(known);
  const atMs = told.registeredAtMs + 8 * minute;
  const events = Array.from({ length: 12 }, (_, i) =>
    script.event('website', who.subjects.website, atMs + i, 'property.rated', { property, stars: i === 7 ? 9 : 3 }, 0),
  );
  const raw = { body: JSON.stringify(events), contentType: 'application/cloudevents-batch+json' };
  script.lines.push(refused('website', who.subjects.website, atMs, events, { status: 422, rule: 'max' }, raw));
}

function refused(
  role: Line['role'],
  person: string,
  atMs: number,
  events: SentCloudEvent[],
  expect: { status: number; rule: string },
  raw: { body: string; contentType: string },
): Line {
  return {
    role,
    atMs,
    persons: [person],
    mode: 'raw',
    events: events.map((event) => ({ event, reach: 'never' as const, translated: false })),
    raw,
    expect: { status: expect.status, rule: expect.rule },
    peculiarity: 'bad',
    after: [],
  };
}
