import { visited } from '../../test/events';
import { keys, type Started, startGateway } from '../../test/started-gateway';

describe('the key of a participant', () => {
  let gateway: Started;
  afterEach(() => gateway.close());

  it('I9: is refused with 403 at the app of the other side, which says which is right, and nothing is taken', async () => {
    gateway = await startGateway({ sides: ['website'], otherApp: 'back-office-connector on port 3002' });
    const answer = await gateway.post(visited(), { authorization: `Bearer ${keys.backOffice}` });
    expect(answer.status).toBe(403);
    expect(answer.body.detail).toContain('back-office-connector on port 3002');
    expect([await gateway.appended('website'), await gateway.appended('backOffice')]).toEqual([[], []]);
    expect((await gateway.post(visited())).status).toBe(202);
  });

  it('is looked up once in two seconds, however many requests it comes with', async () => {
    gateway = await startGateway();
    await Promise.all(Array.from({ length: 50 }, () => gateway.post(visited())));
    expect(gateway.ring.asked).toBe(1);
  });

  it('is refused two seconds after it was revoked', async () => {
    gateway = await startGateway();
    expect((await gateway.post(visited())).status).toBe(202);
    gateway.ring.callers.clear();
    gateway.clock.at = new Date(gateway.clock.at.getTime() + 2_001);
    expect((await gateway.post(visited())).status).toBe(401);
  });

  it('is asked for again after a look-up that failed, and the sender may send again', async () => {
    gateway = await startGateway();
    const find = gateway.ring.find.bind(gateway.ring);
    gateway.ring.find = () => Promise.reject(new RangeError('no connection'));
    const answer = await gateway.post(visited());
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '2']);
    expect(answer.body.detail).toContain('send again with the same id');
    expect(answer.body.detail).not.toContain('no connection');
    gateway.ring.find = find;
    expect((await gateway.post(visited())).status).toBe(202);
  });
});
