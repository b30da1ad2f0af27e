import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '#runtime';
import { Webhook } from 'standardwebhooks';
import { Twin, type TwinCall } from '../../apps/twin/src';
import { ShownRows } from '../shown/shown-rows';
import { Connected } from './connected';
import { until } from './until';

interface SampleEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
}

const folder = join(projectFolder(__dirname), 'libs/mapping/packs/cloudevents/1.0.0/samples');
const samples = (direction: 'out' | 'in'): readonly SampleEvent[] =>
  readdirSync(folder)
    .filter((file) => file.startsWith(`${direction}-`) && !file.includes('unnamed'))
    .map((file) => {
      const sample: { event?: SampleEvent; record?: { value: SampleEvent } } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      const event = sample.event ?? sample.record?.value;
      if (!event) throw new TypeError(`${file} has no event`);
      return event;
    });

/** What the bridge adds when it takes an event in is not its sender's to say. */
const asSent = ({ id, source, type, subject, ...event }: SampleEvent & { data?: unknown; time?: unknown }): object => ({
  specversion: '1.0',
  id,
  source,
  type,
  subject,
  time: event.time,
  data: event.data,
});

describe('the CloudEvents pack at a back office that speaks the contract', () => {
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  const shown = new ShownRows();
  const twin = new Twin({ side: 'backOffice', participant: 'crm', secret });
  let connected: Connected;
  let hook: string;

  beforeAll(async () => {
    connected = await Connected.open();
    const { hook: address } = await twin.listen();
    hook = await connected.connect('crm', 'cloudevents', { address, secret });
  }, 400_000);

  afterAll(async () => {
    await connected.close();
    await twin.close();
  });

  const say = async (event: SampleEvent): Promise<number> => {
    const body = JSON.stringify(asSent(event));
    const at = new Date();
    const id = `hook-${event.id}`;
    const { status } = await fetch(connected.url + hook, {
      method: 'POST',
      headers: {
        'content-type': 'application/cloudevents+json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, at, body),
      },
      body,
    });
    return status;
  };

  it('P1–P16, X10: every type that goes out comes there signed and whole', async () => {
    const events = samples('out');
    // Whoever is erased says nothing more, so that comes last.
    const inOrder = [...events.filter(({ type }) => type !== 'person.erased'), ...events.filter(({ type }) => type === 'person.erased')];
    await connected.send(...inOrder.map((event) => asSent(event)));
    const effects = (): readonly string[] => twin.journal.all().flatMap(({ effect, event }) => (effect && event ? [event.type] : []));
    await until(() => effects().length >= events.length);
    expect(effects().toSorted()).toEqual(events.map(({ type }) => type).toSorted());
    for (const type of effects()) shown.out(type);
  });

  it('X3: a replay tells it the registration again, by the id it gave the person and as another message', async () => {
    const registrations = (): readonly TwinCall[] => twin.journal.all().filter(({ event }) => event?.type === 'person.registered');
    const [first] = registrations();
    const wanted = { agency: 'north', target: 'crm', kind: 'replay', types: ['person.registered'] };
    const { status, body } = await connected.operate('POST', '/v1/replays', wanted);
    expect([status, body]).toEqual([201, expect.anything()]);
    // The operator API's own answer.
    const { id } = (body as { run: { id: string } }).run;
    await connected.operate('POST', `/v1/replays/north/${id}/run`, {});
    await until(() => registrations().length > 1);
    const [, again] = registrations();
    expect(again).toMatchObject({ effect: true, event: { id: first?.event?.id, subject: twin.ownIdOf(first?.event?.subject ?? '') } });
    expect(again?.webhookId).not.toBe(first?.webhookId);
  });

  it('P1–P16, X10, I3: what it says of the person under its own id reaches the website under the website’s, all of it in order', async () => {
    const registered = samples('out').find(({ type }) => type === 'person.registered');
    const toldOf = twin.journal.all().find(({ event }) => event?.type === 'person.registered')?.event?.subject ?? '';
    const subject = twin.ownIdOf(toldOf);
    const all = samples('in').map((event) => ({ ...event, subject }));
    // Of whom is erased nothing more is told, also not what was on its way.
    const [rest, erased] = [false, true].map((is) => all.filter(({ type }) => (type === 'person.erased') === is));
    const events = [...(rest ?? []), ...(erased ?? [])];
    const heard = (): ReturnType<typeof connected.website.events> => connected.website.events();
    for (const [place, event] of events.entries()) {
      if (event.type === 'person.erased') await until(() => heard().length === place);
      expect([event.type, await say(event)]).toEqual([event.type, 202]);
    }
    await until(() => heard().length === events.length);
    expect(heard().map(({ type }) => type)).toEqual(events.map(({ type }) => type));
    expect(new Set(heard().map((event) => event.subject))).toEqual(new Set([registered?.subject]));
    shown.in(heard());
  });

  it('P17: shows every row that the table calls shown', () => {
    expect(shown.unshown('cloudevents')).toEqual([]);
  });
});
