import { PostgresEventLog, topics } from '#event-log';
import { ExchangeUnderTest } from '../../test/exchange-under-test';
import { BatchTaker } from './batch-taker';
import { Tallies } from '../journeys/tally';
import { Repairs } from '../repair/repairs';
import { eraseFromLog } from './erase-from-log';

const marker = 'Zaphodine';
const person = { name: { given: marker }, emails: [{ address: `${marker}@example.com` }], phones: [{ typed: marker }] };

describe('erasure (X7)', () => {
  let under: ExchangeUnderTest;
  let log: PostgresEventLog;
  beforeEach(async () => {
    under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'crm' }, { id: 'crm-feed', delivery: { mode: 'feed' } }]);
    log = new PostgresEventLog(under.db);
  });
  afterEach(async () => {
    await log.close();
    await under.close();
  });

  /** Every column that holds text of any kind, in every table of both schemas, asked for the marker. */
  async function placesOf(text: string): Promise<string[]> {
    const columns: { place: string; name: string }[] = await under.db.query(
      `select c.oid::regclass::text as place, a.attname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where n.nspname in ('exchange', 'event_log') and c.relkind = 'r' and format_type(a.atttypid, null) in ('text', 'jsonb', 'bytea', 'text[]', 'character varying')`,
    );
    const found: string[] = [];
    for (const { place, name } of columns) {
      const asText = `case when pg_typeof("${name}") = 'bytea'::regtype then encode("${name}"::text::bytea, 'escape') else "${name}"::text end`;
      const [row] = await under.db.query(`select count(*)::int as n from ${place} where ${asText} ilike '%' || $1 || '%'`, [text]);
      if (row.n > 0) found.push(`${place}.${name}`);
    }
    return found;
  }

  async function said(origin: string, ...all: Parameters<ExchangeUnderTest['say']>[1][]): Promise<void> {
    const batch = under.records(origin, all);
    await log.append(topics.fromWebsites, batch.records);
    await under.take(batch);
  }

  it('X7: a reader that is a target itself leaves the erasure’s own deliveries to whoever routed them', async () => {
    under.http.answer = () => ({ status: 200, body: {} });
    await said('site', { id: 'w1', type: 'person.registered', subject: 'W1', data: { person } });
    await under.deliver();
    const erasure = under.records('site', [{ id: 'w2', type: 'person.erased', subject: 'W1' }]);
    await under.take(erasure);
    await new BatchTaker({ db: under.db, group: 'desk', clock: under.clock }).take(erasure, async () => undefined);
    await under.deliver();
    expect(under.http.sent.map(({ event }) => event.id)).toEqual(['w1', 'w2']);
  });

  it('X7: no table of the exchange or of the embedded log holds the person’s name, address or phone, wherever its events were', async () => {
    under.http.answer = (event) => ({ status: event.id === 'w2' ? 422 : 200, body: { subject: 'C1', hello: marker } });
    await said('site', { id: 'w1', type: 'person.registered', subject: 'W1', data: { person } });
    await under.fillFeeds();
    await said('site', { id: 'w2', type: 'person.updated', subject: 'W1', data: { person } });
    await under.deliver();
    const repairs = new Repairs(under.db);
    const [parked] = await repairs.open('north', { state: 'parked' });
    await repairs.skip('north', [parked?.ref ?? ''], 'operator', `${marker} asked for it`);
    await said('site', { id: 'w3', type: 'person.updated', subject: 'W1', data: { person } });
    expect((await placesOf(marker)).length).toBeGreaterThan(4);
    await said('site', { id: 'w4', type: 'person.erased', subject: 'W1' });
    expect(await eraseFromLog({ db: under.db, clock: under.clock, log })).toBe(1);
    await under.deliver();
    expect(await placesOf(marker)).toEqual([]);
    expect(await under.db.query('select erased, subject, done_at is not null as done from exchange.erasures_due')).toEqual([
      { erased: 3, subject: null, done: true },
    ]);
  });

  it('X7: the erasure itself reaches the targets under their own id of the person, and its receipts are counted', async () => {
    under.http.answer = () => ({ status: 200, body: { subject: 'C1' } });
    await said('site', { id: 'w1', type: 'person.registered', subject: 'W1', data: { person } });
    await under.deliver();
    await said(
      'site',
      { id: 'w2', type: 'site.visited', subject: 'W1', data: { visits: 1 } },
      { id: 'w3', type: 'person.erased', subject: 'W1' },
    );
    await under.deliver();
    expect(under.http.sent.map(({ event }) => [event.id, event.subject])).toEqual([
      ['w1', expect.any(String)],
      ['w3', 'C1'],
    ]);
    const { targets } = await new Tallies(under.db).of('north');
    expect(targets.find(({ target }) => target === 'crm')).toMatchObject({ routed: 2, delivered: 2, inFlight: 0 });
  });

  it('X7: what is in flight when its person is erased ends as erased, and its answer is not kept', async () => {
    under.http.answer = () => ({ status: 200, body: { hello: marker } });
    await said('site', { id: 'w1', type: 'person.registered', subject: 'W1', data: { person } });
    let erased = false;
    await under.deliver(async () => {
      if (!erased) await said('site', { id: 'w2', type: 'person.erased', subject: 'W1' });
      erased = true;
    });
    await eraseFromLog({ db: under.db, clock: under.clock, log });
    expect(await placesOf(marker)).toEqual([]);
    const { targets } = await new Tallies(under.db).of('north');
    expect(targets.find(({ target }) => target === 'crm')).toMatchObject({ routed: 2, delivered: 1, erased: 1 });
  });

  it('X7: a later event of the subject reaches nobody, and is blanked in the log as well', async () => {
    await said('site', { id: 'w1', type: 'person.erased', subject: 'W1' });
    await eraseFromLog({ db: under.db, clock: under.clock, log });
    await said('site', { id: 'w2', type: 'person.updated', subject: 'W1', data: { person } });
    await under.deliver();
    expect(under.http.ids('crm')).toEqual(['w1']);
    await eraseFromLog({ db: under.db, clock: under.clock, log });
    expect(await placesOf(marker)).toEqual([]);
  });

  it('X7: another subject of the same human is another’s record and stays; the website that erased it hears no more of it', async () => {
    await said('site', {
      id: 'w1',
      type: 'person.registered',
      subject: 'W1',
      data: { person: { emails: [{ address: 'one@example.com' }] } },
    });
    await under.say('crm', {
      id: 'b1',
      type: 'person.updated',
      subject: 'C1',
      data: { person: { externalIds: [{ system: 'site', id: 'W1' }], name: { given: 'Kept' } } },
    });
    await said('site', { id: 'w2', type: 'person.erased', subject: 'W1' });
    await under.say('crm', { id: 'b2', type: 'person.updated', subject: 'C1', data: { person: { name: { given: 'Later' } } } });
    await under.deliver();
    expect(under.http.ids('site')).toEqual(['b1']);
    expect(await placesOf('Kept')).toContain('exchange.inbox_202603.event');
  });

  it('X7: a process that dies over an erasure leaves it to the next', async () => {
    await said('site', { id: 'w1', type: 'person.registered', subject: 'W1', data: { person } });
    await said('site', { id: 'w2', type: 'person.erased', subject: 'W1' });
    const failing = { erase: () => Promise.reject(new TypeError('the log is away')) };
    await expect(eraseFromLog({ db: under.db, clock: under.clock, log: failing })).rejects.toThrow('the log is away');
    expect(await eraseFromLog({ db: under.db, clock: under.clock, log })).toBe(0);
    under.clock.pass(60_000);
    expect(await eraseFromLog({ db: under.db, clock: under.clock, log })).toBe(1);
  });
});
