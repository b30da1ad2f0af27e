import { FaultPlan, faultNames, type Faults } from '../faults';
import { VirtualClock } from '../trial/clock';
import { Receiver } from '../trial/receiver';
import type { Notification, WebhookScheme } from './notification';
import { WebhookQueue, type WebhookOptions } from './webhook-queue';

const scheme: WebhookScheme = {
  sign: (body) => ({ 'x-length': String(body.length) }),
  // No receiver here is slow; a machine may be.
  ackWithinMs: 60_000,
  retryAfterSeconds: [60, 300],
  jitterSeconds: 0,
  retriesOn: (status) => status === undefined || status >= 500,
  endedBy: [410],
  payloadAt: (payload, attempt) => ({ ...payload, attempt }),
};
const hourMs = 3_600_000;

let receiver: Receiver;
let url: string;
let clock: VirtualClock;

beforeEach(async () => {
  receiver = new Receiver();
  url = await receiver.listen();
  clock = new VirtualClock();
});

afterEach(() => receiver.close());

function queueWith(faults: Faults = {}, options: Partial<WebhookOptions> = {}): WebhookQueue {
  return new WebhookQueue(scheme, new FaultPlan('seed', faultNames, {}, faults), clock.now, { url, byHand: true, ...options });
}

function note(n: number, retries = true): Notification {
  return { topic: 'note', payload: { id: `e-${n}`, n }, idMember: 'id', retries };
}

const ids = (): unknown[] => receiver.received.map(({ body }) => body['id']);

describe('X10: webhooks out', () => {
  it('X10: leave in order, signed', async () => {
    const queue = queueWith();
    queue.tell([note(1), note(2)]);
    await queue.deliverDue();
    expect(ids()).toEqual(['e-1', 'e-2']);
    expect(receiver.received[0]?.headers['x-length']).toBe(String(receiver.received[0]?.raw.length));
    expect(queue.sent().map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  });

  it('X10: are tried again by the vendor’s plan and then given up', async () => {
    receiver.answerWith(503, 500, 502);
    const queue = queueWith();
    queue.tell([note(1)]);
    await queue.deliverDue();
    expect(queue.nextDueAt()).toEqual(new Date(clock.now().getTime() + 60_000));
    clock.forward(60_000);
    await queue.deliverDue();
    clock.forward(299_999);
    await queue.deliverDue();
    expect(receiver.received).toHaveLength(2);
    clock.forward(1);
    await queue.deliverDue();
    expect(receiver.received.map(({ body }) => body['attempt'])).toEqual([1, 2, 3]);
    expect(queue.sent()).toMatchObject([{ state: 'given up', attempts: [{ status: 503 }, { status: 500 }, { status: 502 }] }]);
    expect(queue.nextDueAt()).toBeUndefined();
  });

  it('X10: are not tried again where the vendor does not', async () => {
    receiver.answerWith(400, 503);
    const queue = queueWith();
    queue.tell([note(1), note(2, false)]);
    await queue.deliverDue();
    expect(queue.sent().map(({ state }) => state)).toEqual(['given up', 'given up']);
  });

  it('X10: end for good when the receiver says so', async () => {
    receiver.answerWith(410);
    const queue = queueWith();
    queue.tell([note(1), note(2)]);
    await queue.deliverDue();
    queue.tell([note(3)]);
    await queue.deliverDue();
    expect(ids()).toEqual(['e-1']);
  });

  it('X10: a scale shortens the vendor’s delays', async () => {
    receiver.answerWith(500);
    const queue = queueWith({}, { timeScale: 0.01 });
    queue.tell([note(1)]);
    await queue.deliverDue();
    expect(queue.nextDueAt()).toEqual(new Date(clock.now().getTime() + 600));
  });

  it('X10: fan-out sends one change several times with the same event id', async () => {
    const queue = queueWith({ 'fan-out': 1 });
    queue.tell([note(1)]);
    await queue.deliverDue();
    expect(ids().length).toBeGreaterThan(1);
    expect(new Set(ids())).toEqual(new Set(['e-1']));
  });

  it('X10: duplicates come with other ids and the same content', async () => {
    const queue = queueWith({ duplicates: 1 });
    queue.tell([note(1)]);
    await queue.deliverDue();
    expect(receiver.received.map(({ body }) => body['n'])).toEqual([1, 1]);
    expect(new Set(ids()).size).toBe(2);
  });

  it('X10: late ones come hours later', async () => {
    const queue = queueWith({ late: 1 });
    queue.tell([note(1)]);
    clock.forward(hourMs - 1);
    await queue.deliverDue();
    expect(ids()).toEqual([]);
    clock.forward(5 * hourMs + 1);
    await queue.deliverDue();
    expect(ids()).toEqual(['e-1']);
  });

  it('X10: out-of-order ones overtake each other, and all come', async () => {
    const queue = queueWith({ 'out-of-order': 1 });
    queue.tell([1, 2, 3, 4, 5, 6].map((n) => note(n)));
    clock.forward(60_000);
    await queue.deliverDue();
    expect(ids()).not.toEqual(['e-1', 'e-2', 'e-3', 'e-4', 'e-5', 'e-6']);
    expect(ids().toSorted()).toEqual(['e-1', 'e-2', 'e-3', 'e-4', 'e-5', 'e-6']);
  });

  it('X10: silent sends nothing at all', async () => {
    const queue = queueWith({ silent: 1 });
    queue.tell([note(1)]);
    await queue.deliverDue();
    expect([ids(), queue.sent()]).toEqual([[], []]);
  });

  it('X10: leave by themselves on a clock that runs', async () => {
    const queue = new WebhookQueue(scheme, new FaultPlan('seed', faultNames, {}, {}), () => new Date(), { url, byHand: false });
    const [arrived, seen] = [Promise.withResolvers<void>(), receiver.received];
    const push = seen.push.bind(seen);
    seen.push = (...more) => {
      arrived.resolve();
      return push(...more);
    };
    queue.tell([note(1)]);
    await arrived.promise;
    await queue.close();
    expect(ids()).toEqual(['e-1']);
  });
});
