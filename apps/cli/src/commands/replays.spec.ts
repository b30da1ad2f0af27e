import { Command } from 'commander';
import type { ReplayRun } from '../answers';
import { BridgeApi, CommandFailed, type Json } from '../bridge-api';
import { paintFor } from '../words/paint';
import { addDeliveries } from './deliveries';
import { addReplays } from './replays';

const run: ReplayRun = {
  id: 'k7wq2mzn',
  agency: 'harbour',
  target: 'crm',
  kind: 'replay',
  state: 'planned',
  by: 'operator',
  plannedAt: '2026-11-02T09:00:00Z',
  startedAt: null,
  endedAt: null,
  atOnce: 4,
  persons: 2,
  events: 5,
  counted: 'exactly',
  personsDone: 0,
  delivered: 0,
  ignored: 0,
  refused: 0,
  erased: 0,
};

/** Answers each route what it was told to, one after the other; the last again and again. */
class ToldBridge extends BridgeApi {
  readonly asked: { route: string; body: Json | undefined }[] = [];
  readonly answers = new Map<string, unknown[]>();

  constructor() {
    super('http://127.0.0.1:1', 'op');
  }

  override async ask<T>(method: string, path: string, body?: Json): Promise<T> {
    const route = `${method} ${path}`;
    this.asked.push({ route, body });
    const answers = this.answers.get(route) ?? [];
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === undefined) throw new CommandFailed(`nothing at ${route}`);
    return answer as T; // as the test wrote it
  }
}

describe('replays on the command line', () => {
  const route = '/v1/replays/harbour/k7wq2mzn';
  let bridge: ToldBridge;
  let said: string[];
  beforeEach(() => {
    bridge = new ToldBridge();
    said = [];
  });
  async function cli(...args: string[]): Promise<string> {
    const program = new Command();
    const context = { bridge: async () => bridge, print: (text: string) => void said.push(text), paint: paintFor(false) };
    addReplays(program, context);
    addDeliveries(program, context);
    for (const command of program.commands.flatMap((one) => [one, ...one.commands]))
      command.exitOverride().configureOutput({ writeErr: () => undefined });
    await program.parseAsync(args, { from: 'user' });
    return said.join('\n');
  }

  it('X3: a plan says how much it is of whom, what would change, that nothing is sent, and how it is run', async () => {
    bridge.answers.set('POST /v1/replays', [{ run }]);
    bridge.answers.set(`GET ${route}/preview`, [
      {
        next: 'p-1',
        persons: [
          {
            personId: 'p-1',
            more: false,
            events: [
              {
                source: 's',
                id: 'w1',
                type: 'person.updated',
                receivedAt: '2026-11-01T00:00:00Z',
                leftOut: null,
                told: { id: 'w0', type: 'person.updated', at: '2026-10-01T00:00:00Z' },
                changes: [{ path: '/person/name/given' }],
              },
            ],
          },
        ],
      },
    ]);
    const out = await cli('replays', 'plan', 'harbour', 'crm', '--type', 'person.updated', '--from', '2026-11-01', '--person', 'a', 'b');
    expect(bridge.asked[0]?.body).toEqual({
      agency: 'harbour',
      target: 'crm',
      kind: 'replay',
      persons: ['a', 'b'],
      types: ['person.updated'],
      from: '2026-11-01T00:00:00.000Z',
    });
    expect(out).toContain('Replay k7wq2mzn of crm is planned: 5 events of 2 persons, 4 at a time. Nothing is sent yet.');
    expect(out).toContain('person.updated  w1  last told person.updated w0 at 2026-10-01T00:00:00Z');
    expect(out).toContain('~ /person/name/given');
    expect(out).toContain('There are more persons');
    expect(out).toContain('people-exchange replays run harbour k7wq2mzn');
  });

  it('X3: a plan shows bodies, and what was and would be, where that is asked for', async () => {
    bridge.answers.set('POST /v1/replays', [{ run }]);
    const event = { source: 's', id: 'w1', type: 'x', receivedAt: 't', leftOut: null, told: null, would: { data: 1 } };
    bridge.answers.set(`GET ${route}/preview?bodies=true`, [
      { next: null, persons: [{ personId: 'p', more: true, events: [{ ...event, changes: [{ path: '/a', was: 1, would: 2 }] }] }] },
    ]);
    const out = await cli('replays', 'plan', 'harbour', 'crm', '--bodies');
    expect(out).toContain('told nothing of it yet');
    expect(out).toContain('- /a 1  + /a 2');
    expect(out).toContain('body {"data":1}');
    expect(out).toContain('… and more');
  });

  it('X3: a run is watched to its end, and ends badly where the target refused something', async () => {
    bridge.answers.set(`POST ${route}/run`, [{ run: { ...run, state: 'running' } }]);
    const done = { ...run, state: 'done', personsDone: 2, delivered: 4, refused: 1 };
    bridge.answers.set(`GET ${route}`, [
      { run: { ...done, state: 'running', personsDone: 1 }, refusedEvents: [] },
      { run: done, refusedEvents: [] },
    ]);
    await expect(cli('replays', 'run', 'harbour', 'k7wq2mzn')).rejects.toThrow(
      'The target refused 1: people-exchange replays show harbour k7wq2mzn',
    );
    expect(said).toEqual([
      'running  0 of 2 persons, 0 of 5 events',
      'running  1 of 2 persons, 5 of 5 events, 4 delivered, 1 refused',
      'done  2 of 2 persons, 5 of 5 events, 4 delivered, 1 refused',
    ]);
  });

  it('X3: a fill is planned and run in one, or only planned', async () => {
    const fill = { ...run, kind: 'fill', counted: 'atMost' };
    bridge.answers.set('POST /v1/replays', [{ run: fill }]);
    bridge.answers.set(`POST ${route}/run`, [{ run: { ...fill, state: 'done', delivered: 3 } }]);
    const out = await cli('replays', 'fill', 'harbour', 'crm', '--days', '30');
    expect(bridge.asked).toEqual([
      { route: 'POST /v1/replays', body: { agency: 'harbour', target: 'crm', kind: 'fill', days: 30 } },
      { route: `POST ${route}/run`, body: undefined },
    ]);
    expect(out).toContain('Fill k7wq2mzn of crm is planned: at most 5 events of 2 persons');
    bridge.asked.length = 0;
    await cli('replays', 'fill', 'harbour', 'crm', '--plan');
    expect(bridge.asked.map((one) => one.route)).toEqual(['POST /v1/replays']);
  });

  it('X3: runs are listed, stopped and let go on', async () => {
    bridge.answers.set('GET /v1/replays?agency=harbour', [{ runs: [{ ...run, state: 'running', delivered: 3 }] }]);
    expect(await cli('replays', 'list', '--agency', 'harbour')).toMatch(/k7wq2mzn │ crm +│ replay │ running/);
    bridge.answers.set(`POST ${route}/stop`, [{ run: { ...run, state: 'stopped' } }]);
    expect(await cli('replays', 'stop', 'harbour', 'k7wq2mzn')).toContain('stopped  0 of 2 persons');
    bridge.answers.set(`POST ${route}/go-on`, [{ run: { ...run, state: 'running' } }]);
    await cli('replays', 'go-on', 'harbour', 'k7wq2mzn', '--no-watch');
    expect(bridge.asked.at(-1)?.route).toBe(`POST ${route}/go-on`);
  });

  it('says what a time and a number have to be', async () => {
    await expect(cli('replays', 'plan', 'harbour', 'crm', '--from', 'yesterday')).rejects.toThrow('a date or time such as');
    await expect(cli('replays', 'fill', 'harbour', 'crm', '--days', '-1')).rejects.toThrow('a whole number of days');
  });

  it('X3: all deliveries that match are retried a step at a time, each from the moment of the first', async () => {
    const step = { changed: 500, more: true, before: '2026-11-02T09:00:00Z' };
    bridge.answers.set('POST /v1/deliveries/retry-matching', [step, { ...step, changed: 3, more: false }]);
    const out = await cli('deliveries', 'retry-all', 'harbour', 'crm', '--reason', 'refused with 422');
    const body = { agency: 'harbour', target: 'crm', state: 'parked', reason: 'refused with 422' };
    expect(bridge.asked.map((one) => one.body)).toEqual([body, { ...body, before: step.before }]);
    expect(out).toBe('500 so far\n503 deliveries are to be delivered again.');
    await expect(cli('deliveries', 'skip-all', 'harbour', 'crm')).rejects.toThrow('--why');
  });
});
