import { createLogger } from '#runtime';
import { DeliveryStory } from './delivery-story';
import type { DueRow } from './due-queues';
import type { QueueRun, Step } from './run-queue';

const trace = '0af7651916cd43dd8448eb211c80319c';
const person = { name: 'Ada Lovelace', email: 'ada@lovelace.example', subject: 'customer-8812' };
const start = Date.UTC(2026, 10, 24, 10);

const rowOf = (id: string, attempts = 0): DueRow => ({
  seq: '1',
  key: 'k',
  received: new Date(start),
  type: 'enquiry.made',
  makes: null,
  needs: [],
  stated: false,
  late: false,
  waited: false,
  attempts,
  failingSince: null,
  event: JSON.stringify({
    id,
    source: 'https://site.example',
    type: 'enquiry.made',
    subject: person.subject,
    traceparent: `00-${trace}-b7ad6b7169203331-01`,
    data: { ...person, text: 'call Ada' },
  }),
});
const answerOf = (status: number | null) => ({
  status,
  error: status === null ? 'ConnectTimeoutError: no answer' : null,
  body: 'Ada Lovelace is not known here',
  retryAfterMs: 0,
  tookMs: 7,
});
const delivered = (id: string): Step => ({
  kind: 'delivered',
  row: rowOf(id),
  answer: answerOf(200),
  sentAs: person.subject,
  learnt: null,
  version: null,
  body: 'digest',
  near: null,
});
const failed = (id: string, status: number | null = 503, attempts = 0): Step => ({
  kind: 'failed',
  row: rowOf(id, attempts),
  answer: answerOf(status),
  sentAs: person.subject,
});
const parked = (id: string): Step => ({
  kind: 'parked',
  row: rowOf(id),
  answer: answerOf(422),
  sentAs: person.subject,
  reason: 'refused with 422',
});

describe('the log of deliveries', () => {
  let lines: Record<string, unknown>[];
  let story: DeliveryStory;
  let at: number;

  const tellAt = (level: string): void => {
    lines = [];
    story = new DeliveryStory(createLogger({ name: 'spec', level, to: { write: (line) => void lines.push(JSON.parse(line)) } }));
  };
  const ran = (steps: Step[], open = false, target = 'crm', pauseTarget = false): void => {
    const stopped: QueueRun['stopped'] = steps.at(-1)?.kind === 'failed' ? { retryAfterMs: 0, pauseTarget } : null;
    story.ran({ agency: 'north', id: target }, { steps, stopped }, open, at);
    at += 1_000;
  };
  const told = (): unknown[] => lines.map(({ level, msg }) => [level, msg]);

  beforeEach(() => {
    at = start;
    tellAt('info');
  });

  it('says nothing of what goes well, nor of what goes well at the second attempt', () => {
    ran([delivered('a'), delivered('b')]);
    ran([failed('c')]);
    ran([delivered('c')]);
    expect(lines).toEqual([]);
  });

  it('says once that a target takes nothing, by the event that showed it, and once that it takes deliveries again, with how many failed', () => {
    for (let n = 1; n <= 50; n += 1) ran([failed(`e${n}`, 503, n)], n >= 5);
    ran([delivered('e1')]);
    ran([delivered('e2')]);
    expect(told()).toEqual([
      ['warn', 'the target takes no deliveries; each is tried again until it does'],
      ['info', 'the target takes deliveries again'],
    ]);
    expect(lines[0]).toMatchObject({
      agency: 'north',
      target: 'crm',
      trace,
      event: { id: 'e5', source: 'https://site.example', type: 'enquiry.made' },
      status: 503,
      attempt: 6,
      failed: 5,
    });
    expect(lines[1]).toMatchObject({ agency: 'north', target: 'crm', failed: 50, forSeconds: 50 });
    for (let n = 1; n <= 5; n += 1) ran([failed('again')], n >= 5);
    expect(lines).toHaveLength(3);
    expect(lines[2]).toMatchObject({ failed: 5 });
  });

  it('tells targets apart, and none well for the answers of another', () => {
    ran([failed('a', null)], true, 'crm');
    ran([delivered('b')], false, 'other');
    ran([failed('c')], true, 'other');
    ran([delivered('c')], true, 'crm'); // one answer of many, while its breaker is still open
    expect(lines.map(({ target, level }) => [target, level])).toEqual([
      ['crm', 'warn'],
      ['other', 'warn'],
    ]);
    expect(lines[0]).toMatchObject({ status: null, error: expect.stringContaining('ConnectTimeoutError') });
  });

  it('says of an event that parks what finds it in traces and journeys, and why', () => {
    ran([parked('p1')]);
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'warn',
        msg: 'an event is parked until somebody decides',
        trace,
        agency: 'north',
        target: 'crm',
        event: { id: 'p1', source: 'https://site.example', type: 'enquiry.made' },
        reason: 'refused with 422',
        status: 422,
        attempt: 1,
      }),
    ]);
  });

  it('counts a flood instead of telling it', () => {
    for (let n = 0; n < 1_000; n += 1) story.parked({ agency: 'north', id: 'crm' }, rowOf(`p${n}`).event, 'refused with 422', start);
    story.parked({ agency: 'north', id: 'other' }, rowOf('q').event, 'refused with 422', start);
    expect(lines).toHaveLength(11);
    story.parked({ agency: 'north', id: 'crm' }, rowOf('later').event, 'refused with 422', start + 60_000);
    story.parked({ agency: 'north', id: 'crm' }, rowOf('last').event, 'refused with 422', start + 60_000);
    expect(lines.slice(11).map(({ unlisted }) => unlisted)).toEqual([990, undefined]);
  });

  it('says once that an event fails again and again while others are taken', () => {
    for (let attempts = 0; attempts < 30; attempts += 1) {
      ran([failed('stubborn', 500, attempts)]);
      ran([delivered('other')]);
    }
    expect(told()).toEqual([['warn', 'an event fails again and again while its target takes others']]);
    expect(lines[0]).toMatchObject({ trace, event: { id: 'stubborn' }, attempt: 10, status: 500 });
  });

  it('says once that a target wants to be left alone', () => {
    for (let n = 0; n < 20; n += 1) ran([failed(`g${n}`, 410)], false, 'crm', true);
    expect(told()).toEqual([['warn', 'the target asked to be left alone and is paused until somebody makes it active']]);
  });

  it('says each attempt where debugging is on', () => {
    tellAt('debug');
    ran([delivered('a'), failed('b')]);
    expect(told()).toEqual([
      ['debug', 'delivered'],
      ['debug', 'not taken'],
    ]);
    for (const line of lines) expect(line).toMatchObject({ trace, agency: 'north', target: 'crm', attempt: 1, tookMs: 7 });
  });

  it('tells also of an event that cannot be read', () => {
    story.parked({ agency: 'north', id: 'crm' }, 'no JSON of Ada Lovelace', 'its event cannot be read', start);
    expect(lines).toMatchObject([{ reason: 'its event cannot be read', target: 'crm' }]);
    expect(JSON.stringify(lines)).not.toContain('Lovelace');
  });

  it('I8: holds nothing of a person, whatever happens', () => {
    tellAt('debug');
    ran([delivered('a'), parked('b'), failed('c')], true);
    ran([failed('d', 410, 9)], false, 'other', true);
    expect(lines.length).toBeGreaterThan(5);
    for (const value of [...Object.values(person), 'Ada', 'not known here']) expect(JSON.stringify(lines)).not.toContain(value);
  });
});
