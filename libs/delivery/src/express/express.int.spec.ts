import { SystemClock } from '#runtime';
import { until } from '../../../../test/journeys/until';
import { ExchangeUnderTest, type Said } from '../../test/exchange-under-test';
import { SideDelivery } from '../side-delivery';
import { type Answer, HttpTarget, type Outgoing } from '../targets/http-target';

/** Answers when the test lets it. */
class TestTarget extends HttpTarget {
  readonly sent: { target: string; id: string; webhookId: string; subject: string }[] = [];
  readonly underWay = new Set<string>();
  doubled = false;
  answer: (target: string, id: string) => Promise<{ status: number | null; body?: string }> = async () => ({ status: 200 });

  async send({ target, body, webhookId }: Outgoing): Promise<Answer> {
    const { id, subject } = JSON.parse(body);
    const place = `${target.id} ${subject}`;
    this.doubled ||= this.underWay.has(place);
    this.underWay.add(place);
    this.sent.push({ target: target.id, id, webhookId, subject });
    const { status, body: said } = await this.answer(target.id, id);
    this.underWay.delete(place);
    return { status, error: status === null ? 'nobody answered' : null, body: said ?? '', retryAfterMs: 0, tookMs: 1 };
  }

  sendTogether(all: readonly Outgoing[]): Promise<readonly Answer[]> {
    return Promise.all(all.map((outgoing) => this.send(outgoing)));
  }

  async close(): Promise<void> {
    // Nothing is open.
  }

  ids(target = 'crm'): string[] {
    return this.sent.filter((one) => one.target === target).map((one) => one.id);
  }
}

describe('express', () => {
  let under: ExchangeUnderTest;
  let http: TestTarget;
  let side: SideDelivery;

  beforeEach(async () => {
    under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'crm', concurrency: 8 }]);
    under.clock.at = new Date();
    http = new TestTarget();
    const { db, participants, measures, troubles } = under;
    side = new SideDelivery('reader', 'backOffice', {
      db,
      participants,
      measures,
      http,
      clock: new SystemClock(),
      onTrouble: (message) => void troubles.push(message),
    });
    await side.onApplicationBootstrap();
    // The first tells how quick the target is.
    await say('first-0');
    await until(async () => (await outcomes()).length === 1);
    await until(async () => (await pending()).length === 0);
  });
  afterEach(async () => {
    await side.onApplicationShutdown();
    await under.close();
  });

  const visit = (id: string): Said => ({ id, type: 'site.visited', subject: id.split('-')[0], data: { visits: 1 } });
  const say = (...ids: string[]): Promise<void> => side.take(under.records('site', ids.map(visit)));
  const outcomes = (): Promise<{ id: string; state: string; number: number }[]> =>
    under.db.query(
      'select i.id, o.state, o.number from exchange.outcomes o join exchange.inbox i on i.key = o.key order by o.ended_at, i.position',
    );
  const pending = (): Promise<{ id: string; state: string; attempts: number }[]> =>
    under.db.query('select i.id, p.state, p.attempts from exchange.pending p join exchange.inbox i on i.key = p.key order by p.seq');
  const everPending = async (): Promise<number> => {
    const [{ last }] = await under.db.query(
      `select pg_sequence_last_value(pg_get_serial_sequence('exchange.pending', 'seq'))::int as last`,
    );
    return last;
  };
  const delivered = (id: string): object => ({ id, state: 'delivered', number: 1 });

  it('I3: a batch is delivered when it is taken, each person in order, with nothing written but what is final', async () => {
    const before = await everPending();
    await say('a-1', 'b-1', 'a-2', 'a-3');
    expect(http.ids().filter((id) => id.startsWith('a'))).toEqual(['a-1', 'a-2', 'a-3']);
    expect((await outcomes()).slice(1)).toEqual(expect.arrayContaining(['a-1', 'a-2', 'a-3', 'b-1'].map(delivered)));
    expect(await pending()).toEqual([]);
    expect(await everPending()).toBe(before);
    expect(http.doubled).toBe(false);
  });

  it('I3: what a target refuses for now is written with all behind it, and goes on in order', async () => {
    let refused = 0;
    http.answer = async (_, id) => ({ status: id === 'a-2' && (refused += 1) <= 2 ? 503 : 200 });
    await say('a-1', 'a-2', 'a-3', 'b-1');
    await until(async () => (await pending()).length === 0);
    expect(http.ids().filter((id) => id.startsWith('a'))).toEqual(['a-1', 'a-2', 'a-2', 'a-2', 'a-3']);
    const ends = await outcomes();
    expect(ends).toHaveLength(5);
    expect(ends).toContainEqual({ id: 'a-2', state: 'delivered', number: 3 });
    expect(await under.db.query('select number, status from exchange.attempts order by number')).toEqual([
      { number: 1, status: 503 },
      { number: 2, status: 503 },
    ]);
  });

  it('I5: a target that does not answer holds a batch up for a second at most, and nobody asks it twice meanwhile', async () => {
    const answers = Promise.withResolvers<void>();
    http.answer = async (_, id) => {
      if (id === 'a-1') await answers.promise;
      return { status: 200 };
    };
    await say('a-1', 'a-2', 'b-1');
    expect(await pending()).toEqual([
      { id: 'a-1', state: 'due', attempts: 0 },
      { id: 'a-2', state: 'due', attempts: 0 },
    ]);
    await say('a-3', 'b-2');
    answers.resolve();
    await until(async () => (await pending()).length === 0);
    expect(http.ids().filter((id) => id.startsWith('a'))).toEqual(['a-1', 'a-2', 'a-3']);
    expect(http.ids().filter((id) => id.startsWith('b'))).toEqual(['b-1', 'b-2']);
    expect(http.doubled).toBe(false);
    expect(await outcomes()).toHaveLength(6);
  });

  it('I2: a transaction that fails behind the delivery delivers again under the same webhook id, and has one effect', async () => {
    const batch = under.records('site', ['a-1', 'a-2'].map(visit));
    let broken = false;
    http.answer = async () => {
      if (!broken) {
        broken = true;
        // Ended from a connection of its own, which ends with it.
        await under.db
          .query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
          .catch(() => undefined);
      }
      return { status: 200 };
    };
    await expect(side.take(batch)).rejects.toThrow(/connection|terminat|EPIPE|ECONNRESET/i);
    await until(async () =>
      side.take(batch).then(
        () => true,
        // The connection it came by was one of those.
        () => false,
      ),
    );
    await until(async () => (await outcomes()).length === 3);
    await until(async () => (await pending()).length === 0);
    const a = http.sent.filter(({ id }) => id.startsWith('a'));
    expect([...new Set(a.map(({ id }) => id))]).toEqual(['a-1', 'a-2']);
    expect(new Set(a.map(({ webhookId }) => webhookId)).size).toBe(2);
    expect(a.length).toBeGreaterThan(2);
  });

  it('I3: whoever has something waiting at the target gets the next behind it', async () => {
    http.answer = async (_, id) => ({ status: id === 'a-1' ? 422 : 200 });
    await say('a-1');
    await until(async () => (await pending())[0]?.state === 'parked');
    const before = await everPending();
    await say('a-2', 'b-1');
    await until(async () => (await outcomes()).length === 3);
    expect(await everPending()).toBe(before + 1);
  });

  it('I10: what carries a state is written before it is delivered, so that its echo is known', async () => {
    const before = await everPending();
    await side.take(
      under.records('site', [{ id: 's-1', type: 'person.registered', subject: 's', data: { person: { name: { given: 'Ana' } } } }]),
    );
    await until(async () => (await outcomes()).length === 2);
    expect(await everPending()).toBe(before + 1);
  });

  it('P9: what goes together with more does not go by express, nor what comes behind it', async () => {
    const gather = { types: ['site.visited'], quietSeconds: 0, atMostSeconds: 0 };
    await under.participants.change('north', 'crm', { receives: { gather } });
    const before = await everPending();
    const property = { system: 's', id: '1' };
    await side.take(under.records('site', [visit('a-1'), { id: 'a-2', type: 'property.viewed', subject: 'a', data: { property } }]));
    expect(await everPending()).toBe(before + 2);
    await until(() => http.ids().length === 3);
    expect(http.ids()).toEqual(['first-0', 'a-1', 'a-2']);
  });

  it('a subject that an answer tells is learnt as ever', async () => {
    http.answer = async () => ({ status: 200, body: '{"subject":"C1"}' });
    await say('a-1');
    await until(async () => (await pending()).length === 0);
    await say('a-2');
    expect(http.sent.at(-1)).toMatchObject({ id: 'a-2', subject: 'C1' });
  });

  it('I5: a target that is slow gets nothing by express, and the others are not kept waiting', async () => {
    await under.add({ id: 'quick' });
    const held = Promise.withResolvers<void>();
    http.answer = async (target, id) => {
      if (target === 'crm' && id === 'a-1') await held.promise;
      return { status: 200 };
    };
    await say('a-1');
    await until(() => http.ids('quick').includes('a-1'));
    const before = await everPending();
    await say('b-1', 'c-1');
    expect(http.ids('quick')).toEqual(expect.arrayContaining(['b-1', 'c-1']));
    expect(await everPending()).toBe(before + 2);
    held.resolve();
    await until(async () => (await pending()).length === 0);
  });

  it('I5: what waited in vain for a slow target does not make it seem quick', async () => {
    const held = Promise.withResolvers<void>();
    http.answer = async () => {
      await held.promise;
      return { status: 200 };
    };
    // Four more than it takes at a time.
    await say(...Array.from({ length: 12 }, (_, person) => `p${person}-1`));
    held.resolve();
    await until(async () => (await pending()).length === 0);
    const before = await everPending();
    await say('z-1');
    expect(await everPending()).toBe(before + 1);
    await until(() => http.ids().includes('z-1'));
  });

  it('I5: nobody waits for a target of which nothing is known yet', async () => {
    await under.add({ id: 'new' });
    const held = Promise.withResolvers<void>();
    http.answer = async (target) => {
      if (target === 'new') await held.promise;
      return { status: 200 };
    };
    const first = say('a-1', 'b-1');
    await until(() => http.ids('new').length === 2);
    const before = await everPending();
    // Of another partition, which is taken meanwhile.
    const { topic, records } = under.records('site', [visit('c-1')]);
    await side.take({ topic, partition: 1, records: records.map((record) => ({ ...record, partition: 1 })) });
    expect(http.ids('crm')).toContain('c-1');
    expect(http.ids('new')).not.toContain('c-1');
    expect(await everPending()).toBe(before + 1);
    held.resolve();
    await first;
    await until(async () => (await pending()).length === 0);
  });
});
