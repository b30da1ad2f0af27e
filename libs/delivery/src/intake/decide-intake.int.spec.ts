import { personIdOf } from '#people-exchange';
import { ExchangeUnderTest, type Said } from '../../test/exchange-under-test';
import { HoldingTank } from './holding-tank';

const registered = (id: string, subject: string, person: object = {}): Said => ({
  id,
  type: 'person.registered',
  subject,
  data: { person },
});
const visited = (id: string, subject: string): Said => ({ id, type: 'site.visited', subject, data: { visits: 1 } });
const place = (subject: string, target = 'tank') => ({ target, personId: personIdOf('north', 'site', subject) });

describe('decisions on who waits in a holding tank', () => {
  let under: ExchangeUnderTest;
  let tank: HoldingTank;
  beforeEach(async () => {
    under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'tank', admission: 'approval' }]);
    tank = new HoldingTank(under.db, under.measures.ended);
  });
  afterEach(() => under.close());

  const sent = (): [string, string | undefined][] => under.http.sent.map(({ event }) => [event.id, event.subject]);

  it('P1: approval lets everything flow on in order, also what arrives while it is decided; said twice is said once', async () => {
    await under.say('site', registered('w1', 'W1'), visited('w2', 'W1'));
    await Promise.all([tank.decide('north', place('W1'), { verb: 'approve' }, 'Olivia'), under.say('site', visited('w3', 'W1'))]);
    expect(await tank.decide('north', place('W1'), { verb: 'approve' }, 'Otto')).toMatchObject({
      state: 'admitted',
      by: 'Olivia',
      version: 1,
    });
    await under.deliver();
    expect(under.http.ids('tank')).toEqual(['w1', 'w2', 'w3']);
  });

  it.each([
    ['reject', 'rejected', 'not in our town'],
    ['spam', 'spam', null],
  ] as const)('P1: to %s skips what waits and what the person does later, each with the reason', async (verb, state, why) => {
    await under.say('site', registered('w1', 'W1'));
    expect(await tank.decide('north', place('W1'), { verb, why }, 'Olivia')).toMatchObject({ state, by: 'Olivia', why });
    await under.say('site', visited('w2', 'W1'));
    await under.deliver();
    expect(await under.states()).toEqual(['w1 tank skipped', 'w2 tank skipped']);
    const outcomes = await under.db.query('select distinct by_whom, reason from exchange.outcomes order by reason');
    expect(outcomes).toContainEqual({ by_whom: 'Olivia', reason: why ?? 'spam' });
    await tank.decide('north', place('W1'), { verb: 'approve' }, 'Otto');
    await under.say('site', visited('w3', 'W1'));
    await under.deliver();
    expect(under.http.ids('tank')).toEqual(['w3']);
    await expect(tank.decide('north', place('W1'), { verb, why }, 'Olivia')).rejects.toMatchObject({
      code: 'conflict',
      facts: { standing: { state: 'admitted', by: 'Otto' } },
    });
  });

  it('X8, P1: a merge lets what was held flow on in order, under the target’s own id of that person', async () => {
    await under.say('tank', { id: 'b1', type: 'person.registered', subject: 'C1', data: { person: { name: { full: 'Ann Reed' } } } });
    await under.say('site', registered('w1', 'W1'), visited('w2', 'W1'));
    const other = { personId: personIdOf('north', 'tank', 'C1') };
    const standing = await tank.decide('north', place('W1'), { verb: 'merge', other, why: 'her letter' }, 'Olivia');
    expect(standing).toMatchObject({ state: 'admitted', mergedWith: other.personId });
    await under.say('site', visited('w3', 'W1'));
    await under.deliver();
    expect(sent().slice(-3)).toEqual([
      ['w1', 'C1'],
      ['w2', 'C1'],
      ['w3', 'C1'],
    ]);
    expect(await under.db.query('select rule, who, why from exchange.person_links')).toEqual([
      { rule: 'merge', who: 'Olivia', why: 'her letter' },
    ]);
    expect(await tank.decide('north', place('W1'), { verb: 'merge', other }, 'Otto')).toMatchObject({ version: 1, by: 'Olivia' });
  });

  it('X8: a merge by the target’s own id works for somebody of whom the bridge never heard', async () => {
    await under.say('site', registered('w1', 'W1'));
    await tank.decide('north', place('W1'), { verb: 'merge', other: { subject: 'C7' } }, 'Olivia');
    await under.deliver();
    expect(sent()).toEqual([['w1', 'C7']]);
  });

  it('X8: a merge with a person whom the target knows by none of its own ids goes on under the id it was told', async () => {
    await under.say('site', registered('w1', 'W1'), registered('w2', 'W2'));
    await tank.decide('north', place('W1'), { verb: 'approve' }, 'Olivia');
    await under.deliver();
    await tank.decide('north', place('W2'), { verb: 'merge', other: { personId: place('W1').personId } }, 'Olivia');
    await under.deliver();
    expect(sent()).toEqual([
      ['w1', place('W1').personId],
      ['w2', place('W1').personId],
    ]);
  });

  it('X8: an undone merge waits once more, later events go to the right person, and what was delivered is named', async () => {
    await under.say('site', registered('w1', 'W1'));
    const other = { subject: 'C1' };
    await tank.decide('north', place('W1'), { verb: 'merge', other }, 'Olivia');
    await under.deliver();
    await under.say('site', visited('w2', 'W1'));
    const undone = await tank.decide('north', place('W1'), { verb: 'undo', why: 'two sisters' }, 'Otto');
    expect(undone).toMatchObject({ state: 'waiting', mergedWith: null, by: 'Otto' });
    expect(await tank.decide('north', place('W1'), { verb: 'undo' }, 'Otto')).toMatchObject({ version: undone.version });
    await under.deliver();
    expect(sent()).toEqual([['w1', 'C1']]);
    const intake = await tank.read('north', place('W1'));
    expect(intake.did.map(({ id, state, sentAs }) => [id, state, sentAs])).toEqual([
      ['w1', 'delivered', 'C1'],
      ['w2', 'heldApproval', null],
    ]);
    expect(intake.decisions.map(({ verb, by, why }) => [verb, by, why])).toEqual([
      ['undo', 'Otto', 'two sisters'],
      ['merge', 'Olivia', null],
    ]);
    await tank.decide('north', place('W1'), { verb: 'approve' }, 'Otto');
    await under.deliver();
    expect(sent().at(-1)).toEqual(['w2', place('W1').personId]);
  });

  it('X8: who was said to be two is linked by no rule again, nor through a third', async () => {
    const ann = { emails: [{ address: 'ann@example.org' }] };
    await under.add({ id: 'site-two' });
    await under.say('tank', { id: 'b1', type: 'person.registered', subject: 'C1', data: { person: { ...ann, roles: ['buyer'] } } });
    await under.say('site', registered('w1', 'W1', ann));
    expect((await tank.read('north', place('W1'))).linked).toMatchObject([{ subject: 'C1', rule: 'email' }]);
    await tank.decide('north', place('W1'), { verb: 'separate', other: { subject: 'C1' }, why: 'mother and daughter' }, 'Olivia');
    await under.say('site', { id: 'w2', type: 'person.updated', subject: 'W1', data: { person: ann } });
    await under.say('site-two', registered('x1', 'X1', ann));
    const intake = await tank.read('north', place('W1'));
    expect(intake.linked.map(({ subject }) => subject)).not.toContain('C1');
    expect(intake.candidates).toMatchObject([{ keptApartBy: 'Olivia', atTarget: 'C1' }]);
    await tank.decide('north', place('W1'), { verb: 'approve' }, 'Olivia');
    await under.deliver();
    expect(sent().find(([id]) => id === 'w1')).toEqual(['w1', place('W1').personId]);
  });

  it('X8: a couple who share a phone stay two people, each under an id of their own', async () => {
    const phones = [{ typed: '07700 900001', e164: '+447700900001' }];
    await under.say(
      'site',
      registered('w1', 'W1', { name: { full: 'Ann Reed' }, phones }),
      registered('w2', 'W2', { name: { full: 'Bob Reed' }, phones }),
    );
    await tank.decide('north', place('W1'), { verb: 'approve' }, 'Olivia');
    const bob = await tank.read('north', place('W2'));
    expect(bob.candidates).toMatchObject([
      {
        sure: 'unlikely',
        sameWebsite: true,
        reasons: [
          { rule: 'samePhone', value: '07700 900001' },
          { rule: 'otherName', value: 'Ann Reed' },
        ],
      },
    ]);
    await tank.decide('north', place('W2'), { verb: 'approve' }, 'Olivia');
    under.http.answer = (event) => ({ status: 200, body: { subject: event.id === 'w1' ? 'C-ann' : 'C-bob' } });
    await under.deliver();
    await under.say('site', visited('w3', 'W1'), visited('w4', 'W2'));
    await under.deliver();
    expect(sent().slice(-2).sort()).toEqual([
      ['w3', 'C-ann'],
      ['w4', 'C-bob'],
    ]);
  });

  it('P1: of two who decide at once one wins, and the other hears what happened', async () => {
    for (let round = 0; round < 8; round += 1) {
      const subject = `W${round}`;
      await under.say('site', registered(`w${round}`, subject));
      const [approve, reject] = await Promise.allSettled([
        tank.decide('north', place(subject), { verb: 'approve', seen: 0 }, 'Olivia'),
        tank.decide('north', place(subject), { verb: 'reject', why: 'no', seen: 0 }, 'Otto'),
      ]);
      const refused = approve.status === 'rejected' ? approve : reject.status === 'rejected' ? reject : undefined;
      expect([approve.status, reject.status].sort()).toEqual(['fulfilled', 'rejected']);
      const won = approve.status === 'fulfilled' ? { state: 'admitted', by: 'Olivia' } : { state: 'rejected', by: 'Otto' };
      expect(refused?.reason).toMatchObject({ code: 'conflict', facts: { standing: won } });
    }
    const decided = await under.db.query('select count(*)::int as n from exchange.intake_decisions');
    expect(decided).toEqual([{ n: 8 }]);
  });

  it('P1: several are decided on at once, each for itself', async () => {
    await under.say('site', registered('w1', 'W1'), registered('w2', 'W2'));
    await tank.decide('north', place('W2'), { verb: 'approve' }, 'Olivia');
    const places = [{ ...place('W1'), seen: 0 }, { ...place('W2'), seen: 0 }, place('W9')];
    const results = await tank.decideAll('north', places, { verb: 'spam' }, 'Otto');
    expect(results.map((one) => (one.done ? one.standing.state : one.refused.code))).toEqual(['spam', 'conflict', 'notFound']);
  });

  it('I8: another agency’s intake is not there, and nobody is merged with themselves, a stranger or somebody who waits', async () => {
    await under.say('site', registered('w1', 'W1'), registered('w2', 'W2'));
    await expect(tank.decide('south', place('W1'), { verb: 'approve' }, 'x')).rejects.toMatchObject({ code: 'notFound' });
    await expect(tank.read('south', place('W1'))).rejects.toMatchObject({ code: 'notFound' });
    const merge = (personId: string) => tank.decide('north', place('W1'), { verb: 'merge', other: { personId } }, 'x');
    await expect(merge(place('W1').personId)).rejects.toMatchObject({ code: 'invalid' });
    await expect(merge(place('W9').personId)).rejects.toMatchObject({ code: 'notFound' });
    await expect(merge(place('W2').personId)).rejects.toMatchObject({ code: 'conflict' });
    expect((await tank.list('north', { state: 'waiting' })).intakes).toHaveLength(2);
  });
});
