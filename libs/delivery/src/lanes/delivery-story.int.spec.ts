import { SystemClock } from '#runtime';
import { until } from '../../../../test/journeys/until';
import { ExchangeUnderTest, type Said } from '../../test/exchange-under-test';
import { LaneWorker } from './lane-worker';

const trace = '0af7651916cd43dd8448eb211c80319c';
const event = (id: string): object => ({ id, source: 'https://site.example', type: 'site.visited' });

describe('the log of deliveries, of a real worker', () => {
  let under: ExchangeUnderTest;
  let worker: LaneWorker | undefined;

  beforeEach(async () => {
    under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'crm', concurrency: 1 }]);
    under.clock.at = new Date();
  });
  afterEach(async () => {
    await worker?.stop();
    await under.close();
  });
  const work = async (): Promise<void> => {
    const { db, participants, http, story } = under;
    const ground = { db, participants, http, story, clock: new SystemClock(), chance: () => 0, onTrouble: () => undefined };
    worker = new LaneWorker({ ...ground, side: 'backOffice' });
    await worker.start();
  };
  const visit = (id: string, subject: string): Said => ({
    id,
    type: 'site.visited',
    subject,
    traceparent: `00-${trace}-b7ad6b7169203331-01`,
  });

  it('says what a target refuses for good', async () => {
    under.http.answer = () => ({ status: 422 });
    await under.say('site', visit('v1', 'W1'));
    await work();
    await until(() => under.lines.length > 0);
    expect(under.lines).toMatchObject([
      {
        msg: 'an event is parked until somebody decides',
        agency: 'north',
        target: 'crm',
        trace,
        event: event('v1'),
        reason: 'refused with 422',
      },
    ]);
  });

  it('says that a target takes nothing, and that it takes deliveries again', async () => {
    let asked = 0;
    under.http.answer = () => ({ status: (asked += 1) <= 5 ? 503 : 200 });
    await under.say('site', ...Array.from({ length: 6 }, (_, n) => visit(`v${n}`, `W${n}`)));
    await work();
    await until(() => under.lines.length === 2);
    expect(under.lines[0]).toMatchObject({ level: 'warn', agency: 'north', target: 'crm', trace, status: 503, failed: 5 });
    expect(under.lines[1]).toMatchObject({
      level: 'info',
      msg: 'the target takes deliveries again',
      agency: 'north',
      target: 'crm',
      failed: 5,
    });
  });

  it('says what was refused for a day while its target took others', async () => {
    under.http.answer = ({ id }) => ({ status: id === 'bad' ? 500 : 200 });
    await under.say('site', visit('good', 'W1'), visit('bad', 'W2'));
    await under.db.query(
      `update exchange.pending set failing_since = now() - interval '25 hours' where key in (select key from exchange.inbox where id = 'bad')`,
    );
    await work();
    await until(() => under.lines.length > 0);
    expect(under.lines).toMatchObject([
      { agency: 'north', target: 'crm', trace, event: event('bad'), reason: expect.stringContaining('24 h') },
    ]);
    expect(await under.states()).toEqual(['bad crm parked']);
  });

  it('says that the same id came with another body', async () => {
    await under.say('site', visit('v1', 'W1'), { ...visit('v1', 'W1'), data: { visits: 2 } });
    expect(under.lines).toMatchObject([{ agency: 'north', target: 'crm', trace, event: event('v1'), reason: 'sameIdOtherBody' }]);
  });
});
