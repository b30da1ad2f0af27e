import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dayOf, firstDay } from '../day/day';
import { readBody, parse } from '../twin/wire';
import { encode } from './bridge-wire';
import { playDay } from './player';

const startsAt = new Date('2026-11-02T07:00:00Z');
const day = dayOf(
  'player',
  startsAt,
  { agency: 'harbour', website: 'site', backOffice: 'office' },
  { ...firstDay, websiteBorn: 12, branchBorn: 2, badRounds: 1 },
);

interface Seen {
  id: string;
  subject: string;
}

let server: Server;
let url: string;
const arrivals: Seen[] = [];
let answer: (events: (Seen | undefined)[], nth: number) => { status: number; body: unknown };

beforeEach(async () => {
  arrivals.length = 0;
  let nth = 0;
  server = createServer((request, response) => {
    void readBody(request).then((raw) => {
      const body = parse(raw);
      const header = (name: string) => String(request.headers[`ce-${name}`] ?? '');
      const binary = { id: header('id'), subject: header('subject') };
      const events = (binary.id ? [binary] : Array.isArray(body) ? body : [body]) as (Seen | undefined)[]; // the player's own events, or nothing where it is broken JSON
      nth += 1;
      const { status, body: answered } = answer(events, nth);
      if (status === 0) {
        response.socket?.destroy();
        return;
      }
      if (status === 202) arrivals.push(...events.filter((event) => event !== undefined));
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answered));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP always answers with an AddressInfo.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const bad = new Set(day.requests.filter(({ raw }) => raw).flatMap(({ events }) => events.map(({ event }) => event.id)));
const front = (events: (Seen | undefined)[]) => {
  const refuse = events.some((event) => event === undefined || bad.has(event.id));
  return refuse ? { status: 422, body: { problems: [{ rule: 'made-up' }] } } : { status: 202, body: {} };
};
const speaker = () => ({ website: { url, key: 'w' }, backOffice: { url, key: 'b' } });

describe('the player', () => {
  it('sends the events of each person in the order of the day, though many at once', async () => {
    answer = front;
    const journal = await playDay(day, { speakers: speaker, connections: 16 });
    const planned = new Map<string, string[]>();
    for (const { events, raw } of day.requests) {
      for (const { event } of raw ? [] : events) planned.set(event.subject ?? '', [...(planned.get(event.subject ?? '') ?? []), event.id]);
    }
    for (const [subject, ids] of planned) expect(arrivals.filter((seen) => seen.subject === subject).map(({ id }) => id)).toEqual(ids);
    expect(journal.requests).toHaveLength(day.requests.length);
  });

  it('sends again with the same ids after 503 and after no answer, and never after a refusal', async () => {
    answer = (events, nth) => (nth % 9 === 0 ? { status: 503, body: {} } : nth % 7 === 0 ? { status: 0, body: {} } : front(events));
    const journal = await playDay(day, { speakers: speaker, connections: 8 });
    const good = day.requests.filter(({ raw }) => !raw).flatMap(({ events }) => events.map(({ event }) => event.id));
    expect(arrivals.map(({ id }) => id).sort()).toEqual(good.sort());
    expect(journal.requests.some(({ answers }) => answers.length > 1)).toBe(true);
    const refused = journal.requests.filter(({ answers }) => answers.at(-1)?.status === 422);
    expect(refused.length).toBeGreaterThan(10);
    for (const { answers, rules } of refused) {
      expect(answers.filter(({ status }) => status === 422)).toHaveLength(1);
      expect(rules).toEqual(['made-up']);
    }
  });

  it('waits until the other side holds what an event answers to', async () => {
    answer = front;
    const waited: string[] = [];
    await playDay(day, {
      speakers: speaker,
      heldBy: (_role, key) => {
        waited.push(key);
        return Promise.resolve(true);
      },
    });
    expect(waited.sort()).toEqual(day.requests.flatMap(({ after }) => after.map(({ key }) => key)).sort());
  });

  it('notes an impatient request that went on without what it waited for', async () => {
    answer = front;
    const journal = await playDay(day, { speakers: speaker, heldBy: () => Promise.resolve(false) });
    expect(journal.impatient.length).toBe(day.requests.flatMap(({ after }) => after).length);
  });
});

describe('the binary content mode', () => {
  it('carries attributes as percent-encoded ce- headers, and data as the body', () => {
    const [planned] = day.requests.filter(({ mode }) => mode === 'binary');
    const [first] = planned?.events ?? [];
    if (!planned || !first) throw new TypeError('the day has a request in binary mode');
    const { headers, body } = encode({ ...planned, events: [{ ...first, event: { ...first.event, subject: 'Zoë "1"' } }] });
    expect(headers).toMatchObject({ 'ce-type': first.event.type, 'ce-subject': 'Zo%C3%AB%20%221%22', 'content-type': 'application/json' });
    expect(JSON.parse(body)).toEqual(first.event.data);
  });
});
