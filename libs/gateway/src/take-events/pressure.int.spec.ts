import { once } from 'node:events';
import { connect } from 'node:net';
import { AppendUnknown, EntryTooLarge, LogBusy, LogUnavailable } from '#event-log';
import { visited } from '../../test/events';
import { keys, type Started, startGateway } from '../../test/started-gateway';

describe('under pressure', () => {
  let gateway: Started;
  afterEach(() => gateway.close());

  it.each([
    ['is busy', new LogBusy(3), '3'],
    ['cannot be reached', new LogUnavailable('no broker'), '2'],
    ['lost its answer', new AppendUnknown({ topic: 't', entries: 1 }, undefined), '2'],
    ['fails in a way nobody knows', new TypeError('secret of the house'), '2'],
  ])('I1: a log that %s is answered with 503, when to come again, and to send again with the same id', async (_what, error, seconds) => {
    gateway = await startGateway();
    gateway.log.before = () => Promise.reject(error);
    const answer = await gateway.post(visited());
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, seconds]);
    expect(answer.body.detail).toContain('send again with the same id');
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  });

  it('I1: a log that hangs is answered with 503 in time, not with 202', async () => {
    gateway = await startGateway({ appendTimeoutMs: 50 });
    const held = Promise.withResolvers<void>();
    gateway.log.before = () => held.promise;
    const answer = await gateway.post(visited());
    expect([answer.status, answer.body.detail]).toEqual([503, expect.stringContaining('may have been taken')]);
    held.resolve();
  });

  it('I1: 202 is never sent before the append is durable', async () => {
    gateway = await startGateway();
    const held = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    gateway.log.before = () => (arrived.resolve(), held.promise);
    let answered = false;
    const answer = gateway.post(visited()).finally(() => (answered = true));
    await arrived.promise;
    expect(answered).toBe(false);
    held.resolve();
    expect((await answer).status).toBe(202);
  });

  it('says 413 when an event is larger than the log takes', async () => {
    gateway = await startGateway();
    gateway.log.before = () => Promise.reject(new EntryTooLarge({ bytes: 9, most: 8 }));
    expect((await gateway.post(visited())).status).toBe(413);
  });

  it('what arrives while an append is under way is the next append: far fewer appends than requests', async () => {
    gateway = await startGateway();
    gateway.log.before = () => new Promise((resolve) => setImmediate(resolve));
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => gateway.post(visited())));
    expect(answers.every(({ status }) => status === 202)).toBe(true);
    expect(await gateway.appended()).toHaveLength(1_000);
    expect(gateway.log.appends).toBeLessThan(500);
  });

  it('I5: a participant over its budget gets 429 and when to come again; another one does not notice', async () => {
    gateway = await startGateway({ budget: { eventsPerSecond: 10, burst: 500 } });
    const batch = Array.from({ length: 495 }, () => visited());
    expect((await gateway.post(batch, { 'content-type': 'application/cloudevents-batch+json' })).status).toBe(202);
    const answer = await gateway.post(batch.slice(0, 25), { 'content-type': 'application/cloudevents-batch+json' });
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '2']);
    expect((await gateway.post(visited(), { authorization: `Bearer ${keys.other}` })).status).toBe(202);
    gateway.clock.at = new Date(gateway.clock.at.getTime() + 2_000);
    expect((await gateway.post(batch.slice(0, 25), { 'content-type': 'application/cloudevents-batch+json' })).status).toBe(202);
    expect(await gateway.appended()).toHaveLength(495 + 1 + 25);
  });

  it('a sender that goes away before the end of its request leaves nothing behind', async () => {
    gateway = await startGateway();
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(
      `POST /v1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${keys.website}\r\ncontent-type: application/cloudevents+json\r\ncontent-length: 500\r\n\r\n{"spec`,
    );
    socket.resume().end();
    await once(socket, 'close');
    expect(await gateway.appended()).toEqual([]);
    expect((await gateway.post(visited())).status).toBe(202);
  });

  it('I1: a stop finishes what was taken and answers what comes later with 503', async () => {
    gateway = await startGateway();
    const held = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    gateway.log.before = () => (arrived.resolve(), held.promise);
    const taken = gateway.post(visited());
    await arrived.promise;
    const closed = gateway.app.close();
    await new Promise((resolve) => setImmediate(resolve));
    const late = await gateway.post(visited());
    expect([late.status, late.headers['connection'], late.headers['retry-after']]).toEqual([503, 'close', '2']);
    held.resolve();
    expect((await taken).status).toBe(202);
    await closed;
    expect(await gateway.appended()).toHaveLength(1);
  });

  it('counts what it accepted and what it refused, by status and rule', async () => {
    gateway = await startGateway();
    await gateway.post([visited(), visited()], { 'content-type': 'application/cloudevents-batch+json' });
    await gateway.post('{');
    const text = await gateway.metrics.registry.metrics();
    expect(text).toContain('people_exchange_events_accepted_total{side="website"} 2');
    expect(text).toContain('people_exchange_requests_refused_total{status="400",rule="json"} 1');
  });
});
