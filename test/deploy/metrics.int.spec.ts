import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectionsPart } from '#connections';
import { type Exchange, ExchangeHttpModule, openExchange, Participants } from '#delivery';
import { serveApp } from '#gateway';
import { createLogger, openDatabase, readSettings, Shutdown } from '#runtime';
import { signOnPart } from '#sign-on';
import { backOfficeConnector } from '../../apps/back-office-connector/src/back-office-connector';
import { run } from '../../apps/cli/src/program';
import { wiring } from '../../apps/cli/src/wiring';
import { leadDeskOver } from '../../apps/lead-desk/src';
import { webIngest } from '../../apps/web-ingest/src/web-ingest';
import { type BridgeInTest, runBridge } from '../journeys/running-bridge';
import { until } from '../journeys/until';
import { WebhookReceiver } from '../journeys/webhook-receiver';
import { type FreshDatabase, freshDatabase } from '../postgres/fresh-database';
import { alerts, dashboard, type Exposed, exposedIn, labelsIn, metricsIn } from './prometheus';

/** Of Node and of Prometheus itself, beside ours. */
const usual = ['le', 'kind', 'space', 'type', 'version', 'major', 'minor', 'patch', 'instance', 'job'];
const ours = ['agency', 'target', 'state', 'topic', 'partition', 'group', 'side', 'verdict', 'status', 'rule'];
const person = { subject: 'customer-8812', name: 'Ada Lovelace', email: 'ada@lovelace.example', phone: '+441632960961' };
const event = {
  specversion: '1.0',
  id: 'registered-8812',
  source: 'https://www.oak.example',
  type: 'person.registered',
  subject: person.subject,
  data: {
    person: { name: { full: person.name }, emails: [{ address: person.email }], phones: [{ typed: person.phone, e164: person.phone }] },
  },
};

describe('what Prometheus and Grafana are told of a real bridge', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bridge-metrics-'));
  const alone = { settings: readSettings({ BRIDGE_DATA_DIR: folder }) };
  const office = new WebhookReceiver();
  let database: FreshDatabase;
  let bridge: BridgeInTest;
  let exposed: Exposed;
  let personId: string;

  const scrape = async (url: string): Promise<Exposed> => exposedIn(await (await fetch(url)).text());
  const parked = { agency: 'demo', target: 'oak-office', state: 'parked' };
  const valuesOf = (name: string, labels: Record<string, string>): number[] =>
    exposed.samples
      .filter((one) => one.name === name && Object.entries(labels).every(([label, value]) => one.labels[label] === value))
      .map(({ value }) => value);
  const send = (key: string, body: object): Promise<Response> =>
    fetch(`${bridge.url}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents+json' },
      body: JSON.stringify(body),
    });

  beforeAll(async () => {
    database = await freshDatabase();
    bridge = await runBridge({ BRIDGE_DATA_DIR: folder, DATABASE_URL: database.url });
    const db = await openDatabase({ url: database.url, name: 'metrics test', everyAgency: true });
    const hook = { mode: 'webhook', url: await office.start(), allowPrivate: true } as const;
    const added = await new Participants(db).add({ agency: 'demo', id: 'oak-office', name: 'Oak', side: 'backOffice', delivery: hook });
    office.secret = added.webhookSecret ?? '';
    office.answer = ({ id }) => (id.startsWith('bad') ? 400 : 200);
    const key = bridge.access.participants.find(({ side }) => side === 'website')?.key ?? '';
    const answers = [await send(key, event), await send(key, { ...event, id: 'bad-1', type: 'site.visited', data: { visits: 1 } })];
    answers.push(await send('pex_nobody', event), await send(key, { ...event, id: 'x', data: { person: { emails: 'ada' } } }));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 401, 422]);
    await until(async () => (await db.query(`select from exchange.pending where target = 'oak-office' and state = 'parked'`)).length === 1);
    await until(async () => (await db.query(`select from exchange.outcomes where target = 'lead-desk'`)).length === 2);
    [{ person: personId }] = await db.query('select person from exchange.persons where subject = $1', [person.subject]);
    await db.destroy();
    await until(async () => {
      exposed = await scrape(bridge.metricsUrl);
      const ended = exposed.samples.filter(({ name, labels }) => name === 'people_exchange_outcomes_total' && labels.state === 'delivered');
      return ended.reduce((sum, { value }) => sum + value, 0) === 3 && valuesOf('people_exchange_undelivered_events', parked)[0] === 1;
    });
  });
  afterAll(async () => {
    await bridge.stop();
    await office.stop();
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('I8: no port that participants talk to shows them', async () => {
    expect(new URL(bridge.metricsUrl).port).not.toBe(new URL(bridge.url).port);
    expect(new URL(bridge.metricsUrl).hostname).toBe('127.0.0.1');
    expect((await fetch(`${bridge.url}/metrics`)).status).toBe(404);
  });

  it('the dashboard asks for metrics that are there, by labels they have', () => {
    const { panels, queries } = dashboard();
    const asked = [
      ...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
      ...queries.map((one) => one.replace(/^label_values\((.*), \w+\)$/, '$1')),
    ];
    expect(asked.length).toBeGreaterThan(30);
    for (const expr of asked) {
      expect([expr, metricsIn(expr).length]).not.toEqual([expr, 0]);
      expect([expr, metricsIn(expr).filter((name) => !exposed.names.has(name))]).toEqual([expr, []]);
      expect([expr, labelsIn(expr).filter((name) => ![...ours, ...usual].includes(name))]).toEqual([expr, []]);
    }
  });

  it('its panels have ids of their own, words that explain them, and room', () => {
    const { panels } = dashboard();
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { title, description, type, gridPos } of panels) {
      if (type !== 'row') expect([title, description]).not.toEqual([title, undefined]);
      const over = panels.filter(
        ({ gridPos: other }) =>
          other.x < gridPos.x + gridPos.w &&
          gridPos.x < other.x + other.w &&
          other.y < gridPos.y + gridPos.h &&
          gridPos.y < other.y + other.h,
      );
      expect(over.map((one) => one.title)).toEqual([title]);
    }
  });

  it('the alerts ask for metrics that are there, and say what to do', () => {
    const all = alerts();
    expect(all.length).toBeGreaterThan(8);
    for (const { alert, expr, annotations } of all) {
      expect([alert, metricsIn(expr).filter((name) => !exposed.names.has(name))]).toEqual([alert, []]);
      expect([alert, labelsIn(expr).filter((name) => ![...ours, ...usual].includes(name))]).toEqual([alert, []]);
      expect(annotations['summary']).toMatch(/^\S.*\.$/);
      expect(annotations['action']).toMatch(/^\S.{30,}\.$/);
    }
  });

  it('the commands they name are there', async () => {
    const named = alerts().flatMap(({ annotations }) => [...(annotations['action'] ?? '').matchAll(/`people-exchange ([a-z ]+)`/g)]);
    expect(named.length).toBeGreaterThan(3);
    for (const [, command = ''] of named) {
      let said = '';
      const hear = (text: string): void => void (said += text);
      await run([...command.split(' '), '--help'], { out: hear, err: hear, colour: false }, () => folder, wiring);
      expect(said).toContain(`Usage: people-exchange ${command} `);
    }
  });

  it('names, units and labels are as Prometheus wants them', () => {
    for (const name of exposed.names)
      if (name.startsWith('people_exchange_'))
        expect(name).toMatch(/_(seconds|events|persons|bytes|total|up|open|paused|in_flight)(_bucket|_sum|_count)?$/);
    const labels = new Set(
      exposed.samples.filter(({ name }) => name.startsWith('people_exchange_')).flatMap((one) => Object.keys(one.labels)),
    );
    expect([...labels].filter((label) => !ours.includes(label) && label !== 'le')).toEqual([]);
  });

  it('I8: no label holds anything of a person, a key or an address', () => {
    const values = new Set(exposed.samples.flatMap(({ labels }) => Object.values(labels)));
    const secrets = [
      ...Object.values(person),
      personId,
      event.id,
      event.source,
      office.secret,
      bridge.access.operatorKey,
      'http',
      '127.0.0.1',
      '@',
    ];
    for (const secret of [...secrets, ...bridge.access.participants.map(({ key }) => key)])
      expect([...values].filter((value) => value.includes(secret))).toEqual([]);
  });

  it('the numbers are those of what was said', () => {
    const of = valuesOf;
    const [demo, oak] = [{ agency: 'demo' }, { agency: 'demo', target: 'oak-office' }];
    expect(of('people_exchange_database_up', {})).toEqual([1]);
    expect(of('people_exchange_log_up', {})).toEqual([1]);
    expect(of('people_exchange_events_accepted_total', { side: 'website' })).toEqual([2]);
    expect(of('people_exchange_outcomes_total', { ...demo, target: 'lead-desk', state: 'delivered' })).toEqual([2]);
    expect(of('people_exchange_outcomes_total', { ...oak, state: 'delivered' })).toEqual([1]);
    expect(of('people_exchange_undelivered_events', parked)).toEqual([1]);
    expect(of('people_exchange_target_answer_seconds_count', { ...oak, verdict: 'park' })).toEqual([1]);
    expect(of('people_exchange_target_breaker_open', oak)).toEqual([0]);
    expect(of('people_exchange_reader_lag_events', { group: 'lead-desk' })).toEqual([0, 0]);
    expect(of('people_exchange_append_batch_events_sum', {})).toEqual([2]);
    expect(of('people_exchange_append_queued_events', {})).toEqual([0]);
    expect(of('nodejs_eventloop_lag_p99_seconds', {})).toHaveLength(1);
  });

  it.each([
    { app: 'web-ingest', part: webIngest, targets: ['demo-website'] },
    { app: 'back-office-connector', part: backOfficeConnector, targets: ['demo-back-office', 'oak-office'] },
    // It is a target that takes at once: nothing waits for it.
    {
      app: 'lead-desk',
      part: (over: Exchange) =>
        leadDeskOver(over, connectionsPart(alone, over, { works: false }).setUp, signOnPart(alone, over).open, alone.settings),
      targets: [],
    },
  ])('$app shows what is its own', async ({ app, part, targets }) => {
    const log = createLogger({ name: app, level: 'silent' });
    const ground = { log, shutdown: new Shutdown({ log }), settings: readSettings({ BRIDGE_PORT: '0', DATABASE_URL: database.url }) };
    try {
      const over = await openExchange(ground, database.url, app);
      const { metricsUrl } = await serveApp(ground, {
        title: app,
        sides: [],
        over,
        parts: [{ module: ExchangeHttpModule.with(over) }, part(over)],
      });
      const { samples } = await scrape(metricsUrl);
      const shown = (label: string): string[] => [...new Set(samples.flatMap(({ labels }) => labels[label] ?? []))].sort();
      expect([shown('group'), shown('target')]).toEqual([[app], targets]);
    } finally {
      await ground.shutdown.run('the test is over');
    }
  });
});
