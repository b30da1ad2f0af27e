import { gzipSync } from 'node:zlib';
import { setTimeout as pause } from 'node:timers/promises';
import { sayRaw } from '../load/raw';
import type { Run } from '../ground/run';
import type { Fault } from './fault';
import { besideNeighbour, underLoad } from './under-load';

type Broken = readonly [why: string, body: string | Buffer, headers?: Readonly<Record<string, string>>];

const head = '"specversion":"1.0","source":"https://poison.example","type":"site.visited","subject":"P1"';
const event = (id: string, data: string): string => `{${head},"id":"${id}","data":${data}}`;

/** None of these may be taken, none may do harm. */
const poison: readonly Broken[] = [
  ['truncated', event('p1', '{"visits":1').slice(0, -2)],
  ['NUL', event('p2', '{"visits":1,"page":"a\\u0000b"}')],
  ['lone surrogate', event('p3', '{"visits":1,"page":"\\ud800"}')],
  ['__proto__', event('p4', '{"visits":1,"__proto__":{"admin":true}}')],
  ['1e400', event('p5', '{"visits":1e400}')],
  ['depth', event('p6', `${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`)],
  ['10 MiB', event('p7', `{"visits":1,"page":"${'x'.repeat(10 * 2 ** 20)}"}`)],
  ['gzip bomb', gzipSync(Buffer.alloc(200 * 2 ** 20)), { 'content-type': 'application/cloudevents+json', 'content-encoding': 'gzip' }],
  ['duplicate members', event('p8', '{"visits":1,"visits":2}')],
  ['header injection', event('p9', '{"visits":1}').replace('poison.example', 'poison.example\\r\\nx: y')],
];

export const eventFaults: readonly Fault[] = [
  {
    name: 'poisoned-events',
    what: 'NUL, lone surrogate, __proto__, 1e400, depth 1,000, 10 MiB, a gzip bomb and more, between everybody else’s events',
    run: (ground) =>
      besideNeighbour(ground, async (run) => {
        const taken: string[] = [];
        for (const [why, body, headers] of poison) {
          const { status } = await sayRaw(run.bridge.url, keyOf(run), body, headers);
          if (status !== null && status < 400) taken.push(`${why} was answered ${status}`);
        }
        if (taken.length > 0) throw new TypeError(`poison was taken: ${taken.join(', ')}`);
        if (!(await run.bridge.lives())) throw new TypeError('the bridge does not live after poison');
      }),
  },
  {
    name: 'sent-many-times-at-once',
    what: 'every event is sent again at once, several times, over several connections',
    run: (ground) =>
      underLoad(ground, async (run) => {
        const bodies = run.sent.filter(({ side, answer }) => side === 'website' && answer === 'ok').slice(0, 100);
        await Promise.all(bodies.flatMap(({ body }) => [1, 2, 3].map(() => sayRaw(run.bridge.url, keyOf(run), body))));
      }),
  },
  {
    name: 'same-id-other-body',
    what: 'ids come again with another body: the first counts, the other parks, nothing is altered',
    run: (ground) =>
      underLoad(ground, async (run) => {
        const some = run.sent.filter(({ side, answer, n }) => side === 'website' && answer === 'ok' && n > 1).slice(0, 20);
        for (const { body } of some) await sayRaw(run.bridge.url, keyOf(run), body.replace('"id":"L', '"id":"other-L'));
      }),
  },
  {
    name: 'late-and-reordered',
    what: 'events whose own time lies years back or before the one sent before them: the order is that of acceptance',
    run: (ground) =>
      underLoad(ground, async () => undefined, {
        load: { timeOf: (n) => new Date(Date.now() - ((n * 7_919) % 1_000) * 86_400_000) },
      }),
  },
  {
    name: 'erased-in-flight',
    what: 'persons are erased while events of them are under way: nothing of them is delivered after, everybody else’s arrives',
    run: (ground) =>
      underLoad(ground, async (run) => {
        for (let index = 0; index < 5; index += 1) {
          const body = JSON.stringify({
            specversion: '1.0',
            id: `x-${index}`,
            source: 'https://erased.example',
            type: 'site.visited',
            subject: `X${index}`,
            data: { visits: 1 },
          });
          const gone = body
            .replace('"site.visited"', '"person.erased"')
            .replace('{"visits":1}', '{}')
            .replace(`x-${index}`, `x-${index}-gone`);
          for (const said of [body, gone]) await sayRaw(run.bridge.url, keyOf(run), said);
        }
        await pause(500);
      }),
  },
  {
    name: 'key-rotated',
    what: 'a participant gets a second key and loses the first under load: wrong keys are refused, nothing of theirs is taken',
    run: (ground) =>
      underLoad(ground, async (run) => {
        const answers = await Promise.all(
          ['wrong', '', 'pex_00000000000000000000000000000000'].map((key) => sayRaw(run.bridge.url, key, event('k1', '{"visits":1}'))),
        );
        const taken = answers.filter(({ status }) => status !== 401);
        if (taken.length > 0) throw new TypeError(`a wrong key was answered ${taken.map(({ status }) => status).join(', ')}`);
      }),
  },
];

const keyOf = (run: Run): string => run.speakers[0]?.website.key ?? '';
