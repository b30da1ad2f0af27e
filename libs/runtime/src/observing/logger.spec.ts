import { createLogger } from './logger';
import { maskText } from './mask';
import { shorten } from './short-lines';

function logged(say: (log: ReturnType<typeof createLogger>) => void): { text: string; entry: Record<string, unknown> } {
  const lines: string[] = [];
  say(createLogger({ name: 'spec', level: 'trace', to: { write: (line) => void lines.push(line) } }));
  const text = lines.join('');
  return { text, entry: JSON.parse(lines[0] ?? '{}') };
}

const person = {
  emails: ['ada@example.com'],
  phones: [{ e164: '+441632960961', typed: '01632 960961' }],
  firstName: 'Ada',
  full_name: 'Ada Lovelace',
  address: { line1: '1 Secret Street', postcode: 'SW1A 1AA' },
};
const trace = /ada@|lovelace|960961|call ada|secret street|sw1a/i;

describe('the log', () => {
  it('I8: masks a person wherever they stand in the facts', () => {
    const { text, entry } = logged((log) => log.warn({ target: 'demo-back-office', deep: [{ person }], person }, 'refused'));
    expect(text).not.toMatch(trace);
    expect(entry).toMatchObject({ app: 'spec', level: 'warn', msg: 'refused', target: 'demo-back-office' });
  });

  it('I8: masks the payload of an event and keeps what finds it again', () => {
    const { text, entry } = logged((log) =>
      log.info({ event: { id: 'e-1', source: 'https://a.example', type: 'enquiry.made', data: { text: 'call Ada' } } }, 'parked'),
    );
    expect(text).not.toMatch(trace);
    expect(entry['event']).toMatchObject({ id: 'e-1', source: 'https://a.example', type: 'enquiry.made' });
  });

  it.each([
    [{ headers: { authorization: 'Bearer abc.def', cookie: 'sid=abcdef', 'set-cookie': 'sid=abcdef' } }],
    [{ operatorKey: 'abcdef', apiKey: 'abcdef', webhookSecret: 'whsec_abcdef', password: 'abcdef' }],
    [{ url: 'postgres://bridge:abcdef@127.0.0.1/bridge' }],
    [{ said: 'sent with Bearer abcdef and whsec_abcdef' }],
  ])('I8: masks secrets: %j', (facts) => {
    expect(logged((log) => log.info(facts, 'x')).text).not.toMatch(/abc/);
  });

  it('I8: masks what an error quotes: its message, its members, its stack and its cause', () => {
    class QueryFailed extends Error {
      detail = 'Key (email)=(ada@example.com) already exists.';
      parameters = ['Ada', '+44 1632 960961'];
      code = '23505';
    }
    const error = new QueryFailed('duplicate for ada@example.com', { cause: new Error('call +44 (0)1632 960961') });
    const { text, entry } = logged((log) => log.error({ err: error }, 'not written for ada@example.com'));
    expect(text).not.toMatch(trace);
    expect(entry['err']).toMatchObject({ code: '23505', stack: expect.stringContaining('logger.spec') });
    expect(logged((log) => log.error(error)).text).not.toMatch(trace);
  });

  it('leaves out the client that a driver hangs on its error, and keeps plain facts', () => {
    class Client {
      readonly connectionParameters = { user: 'bridge' };
    }
    const error = Object.assign(new Error('terminating connection'), { code: '57P01', client: new Client(), facts: { lane: 7 } });
    const { text, entry } = logged((log) => log.warn({ err: error }, 'broke'));
    expect(text).not.toMatch(/connectionParameters/);
    expect(entry['err']).toMatchObject({ code: '57P01', facts: { lane: 7 } });
  });

  it('I8: masks what a child logger is bound to', () => {
    const { text } = logged((log) =>
      log.child({ email: 'ada@example.com', group: 'lead-desk' }).child({ phone: '+441632960961', lane: 7 }).info('x'),
    );
    expect(text).not.toMatch(trace);
    expect(JSON.parse(text)).toMatchObject({ group: 'lead-desk', lane: 7 });
  });

  it('leaves times, numbers, ids and places as they are', () => {
    const facts = {
      at: '2026-11-24T10:00:00.000Z',
      count: 12345678,
      id: '0192f0c1-7b1a-7c3e-9d2f-1a2b3c4d5e6f',
      url: 'http://127.0.0.1:3000/v1/tally',
      position: '18446744073709',
    };
    expect(logged((log) => log.info(facts, 'x')).entry).toMatchObject(facts);
  });

  it('is bounded: deep, wide and long things are cut', () => {
    const deep: Record<string, unknown> = {};
    deep['self'] = deep;
    const { text } = logged((log) =>
      log.info({ deep, wide: Array.from({ length: 10_000 }, (_, index) => index), long: 'x'.repeat(1_000_000) }, 'x'),
    );
    expect(text.length).toBeLessThan(5_000);
  });

  it('masks a long text without taking long', () => {
    const began = performance.now();
    for (const piece of ['a@', '+1 ', '1.', 'x:', 'http://a:', ' ']) maskText(piece.repeat(500_000));
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('is short for people at a terminal', () => {
    const line = JSON.stringify({
      level: 'info',
      time: '2026-11-24T10:11:12.345Z',
      app: 'bridge',
      msg: 'listening',
      url: 'http://127.0.0.1:3000',
    });
    expect(shorten(line)).toBe('10:11:12 info  bridge listening url=http://127.0.0.1:3000');
    expect(shorten('not ours\n')).toBe('not ours');
    expect(shorten(JSON.stringify({ level: 'error', msg: 'failed', err: { stack: 'Error: x\n  at y' } }))).toMatch(
      /failed\n {4}Error: x\n {6}at y$/,
    );
  });
});
