import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { Webhook } from 'standardwebhooks';
import { checkEvent, personIdOf } from '#people-exchange';
import { firstDay } from '../day/day';
import { isRecord, parse, readBody } from '../twin/wire';
import { runDemo } from './demo';
import { Progress } from './progress';

type Sent = Record<string, unknown> & { id: string; source: string; subject: string; type: string };
type Bug = 'none' | 'loses' | 'doubles' | 'swaps' | 'returns' | 'alters';
interface Member {
  id: string;
  side: 'website' | 'backOffice';
  hook: string;
  secret: string;
}

/** A bridge in a hundred lines, with a bug to choose: it only serves to show that the demo can fail. */
class CarelessBridge {
  private readonly members: Member[] = [];
  private readonly seen = new Set<string>();
  private readonly tails = new Map<string, Promise<void>>();
  private accepted = 0;
  private open = 0;
  private keptBack: { person: string; event: Sent } | undefined;
  private swapped = false;
  readonly server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://fake');
    void readBody(request).then((raw) => {
      const [status, answer] = this.answer(
        `${request.method} ${url.pathname}`,
        String(request.headers.authorization),
        parse(raw),
        request.headers,
      );
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
  });

  constructor(private readonly bug: Bug) {}

  private answer(route: string, key: string, body: unknown, headers: Record<string, unknown>): [number, unknown] {
    if (route === 'POST /v1/agencies') return [201, body];
    if (route === 'POST /v1/participants' && isRecord(body) && isRecord(body['delivery'])) {
      const secret = `whsec_${Buffer.from(`secret of ${String(body['id'])}, long enough`).toString('base64')}`;
      this.members.push({
        id: String(body['id']),
        side: body['side'] === 'website' ? 'website' : 'backOffice',
        hook: String(body['delivery']['url']),
        secret,
      });
      return [201, { key: { id: '1', key: String(body['id']) }, webhookSecret: secret }];
    }
    if (route === 'GET /v1/tally') return [200, { accepted: this.accepted, repeated: 0, unrouted: 0, targets: [this.row()] }];
    if (route === 'GET /v1/journeys') return [200, { journeys: [] }];
    const sender = this.members.find(({ id }) => key === `Bearer ${id}`);
    return route === 'POST /v1/events' && sender ? this.take(sender, body, headers) : [404, {}];
  }

  private row(): Record<string, unknown> {
    const held = { approval: 0, parent: 0, behind: 0, replay: 0 };
    return {
      target: 'all',
      routed: this.accepted,
      inFlight: this.open,
      held,
      parked: 0,
      delivered: this.accepted - this.open,
      ignored: 0,
      skipped: 0,
      erased: 0,
    };
  }

  private take(sender: Member, body: unknown, headers: Record<string, unknown>): [number, unknown] {
    const attributes = Object.entries(headers).flatMap(([name, value]) => (name.startsWith('ce-') ? [[name.slice(3), value]] : []));
    const raws: unknown[] =
      attributes.length > 0 ? [{ ...Object.fromEntries(attributes), data: body }] : Array.isArray(body) ? body : [body];
    const checked = raws.map((raw) => checkEvent(raw, { agency: 'a', participant: sender.id, side: sender.side }, new Date()));
    const problems = checked.flatMap((one) => (one.ok ? [] : one.problems));
    if (problems.length > 0) return [422, { problems }];
    for (const raw of raws as Sent[]) this.route(sender, raw); // checked just now
    return [202, {}];
  }

  private route(sender: Member, event: Sent): void {
    const key = `${event.source} ${event.id}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.accepted += 1;
    const private_ = isRecord(event['data']) && event['data']['visibility'] === 'private';
    const nth = this.accepted;
    if (private_ || (this.bug === 'loses' && nth === 100)) return;
    const person = `${sender.id} ${event.subject}`;
    if (this.bug === 'swaps' && event.type === 'property.viewed' && !this.keptBack && !this.swapped) {
      this.keptBack = { person, event };
      return;
    }
    const later = this.keptBack?.person === person ? this.keptBack.event : undefined;
    for (const member of this.members.filter(({ id }) => id !== sender.id || (this.bug === 'returns' && nth === 100))) {
      this.deliver(member, sender, event, this.bug === 'doubles' && nth === 100 ? 2 : 1, person);
      if (later) this.deliver(member, sender, later, 1, person);
    }
    if (!later) return;
    this.swapped = true;
    this.keptBack = undefined;
  }

  private deliver(to: Member, from: Member, event: Sent, times: number, person: string): void {
    const known = event.subject.startsWith('C-') === (to.side === 'backOffice') ? event.subject : personIdOf('a', from.id, event.subject);
    const data = this.bug === 'alters' && event.type === 'property.rated' ? { ...Object(event['data']), stars: 99 } : event['data'];
    const body = JSON.stringify({ ...event, data, origin: from.id, subject: known });
    const before = this.tails.get(`${to.id} ${person}`) ?? Promise.resolve();
    this.open += 1;
    const work = before.then(async () => {
      for (let i = 0; i < times; i++) await this.insist(to, `${event.source} ${event.id} ${i}`, body);
      this.open -= 1;
    });
    this.tails.set(`${to.id} ${person}`, work);
  }

  private async insist(to: Member, id: string, body: string): Promise<void> {
    for (;;) {
      const at = new Date();
      const signed = {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': new Webhook(to.secret).sign(id, at, body),
      };
      const status = await fetch(to.hook, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/cloudevents+json', ...signed },
      }).then(
        (answer) => answer.arrayBuffer().then(() => answer.status),
        () => 0,
      );
      if (status === 200) return;
    }
  }
}

const size = { ...firstDay, websiteBorn: 14, branchBorn: 3, visits: [1, 1] as const };

async function play(bug: Bug): Promise<{ well: boolean; said: string }> {
  const bridge = new CarelessBridge(bug);
  await new Promise<void>((resolve) => bridge.server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP always answers with an AddressInfo.
  const url = `http://127.0.0.1:${(bridge.server.address() as AddressInfo).port}`;
  let said = '';
  // The progress only writes and asks whether it is a terminal.
  const progress = new Progress(new PassThrough().resume() as unknown as NodeJS.WriteStream);
  const options = {
    bridge: { url, operatorKey: 'operator' },
    seed: 'demo',
    faults: 'none',
    connections: 8,
    settleWithinMs: 10_000,
    size,
  } as const;
  try {
    const well = await runDemo(options, progress, (text) => (said += `${text}\n`), false);
    return { well, said };
  } finally {
    bridge.server.closeAllConnections();
    await new Promise((resolve) => bridge.server.close(resolve));
  }
}

describe('the demo', () => {
  it('ends well on a bridge that delivers each event once and in order', async () => {
    const { well, said } = await play('none');
    expect(said).toContain('All is well.');
    expect(well).toBe(true);
    expect(said).toMatch(/website +│ +property\.viewed/);
  });

  it.each([
    ['loses', 'missing'],
    ['doubles', 'doubled'],
    ['swaps', 'outOfOrder'],
    ['returns', 'returned'],
    ['alters', 'altered'],
  ] as const)('does not end well on a bridge that %s an event: it names it as %s', async (bug, fault) => {
    const { well, said } = await play(bug);
    expect(well).toBe(false);
    expect(said).toContain(`  ${fault}: `);
  });
});
