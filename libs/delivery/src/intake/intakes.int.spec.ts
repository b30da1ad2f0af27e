import { personIdOf } from '#people-exchange';
import { ExchangeUnderTest, type Said } from '../../test/exchange-under-test';
import { HoldingTank } from './holding-tank';
import { maskedIntake } from './mask';

const ann = {
  name: { given: 'Ann', family: 'Reed' },
  emails: [{ address: 'ann@example.org' }],
  phones: [{ typed: '07700 900001', e164: '+447700900001' }],
};
const registered = (id: string, subject: string, person: object = ann): Said => ({
  id,
  type: 'person.registered',
  subject,
  data: { person },
});
const place = (subject: string, target = 'tank') => ({ target, personId: personIdOf('north', 'site', subject) });

describe('who waits in a holding tank', () => {
  let under: ExchangeUnderTest;
  let tank: HoldingTank;
  beforeEach(async () => {
    under = await ExchangeUnderTest.open([{ id: 'site' }, { id: 'site-two' }, { id: 'tank', admission: 'approval' }]);
    tank = new HoldingTank(under.db);
  });
  afterEach(() => under.close());

  it('P1: an intake shows who registered where, what they wrote and everything they did meanwhile, in order', async () => {
    await under.say(
      'site',
      registered('w1', 'W1'),
      { id: 'w2', type: 'person.updated', subject: 'W1', data: { person: { name: { full: 'Ann Reed-Poole' } } } },
      { id: 'w3', type: 'enquiry.made', subject: 'W1', data: { enquiryType: 'viewing', intent: 'buy', message: 'Is Tuesday fine?' } },
      { id: 'w4', type: 'property.noted', subject: 'W1', data: { visibility: 'private', text: 'our limit', message: 'our limit' } },
      { id: 'w5', type: 'property.noted', subject: 'W1', data: { visibility: 'shared', text: 'nice', message: 'no form' } },
    );
    const intake = await tank.read('north', place('W1'));
    expect(intake).toMatchObject({
      state: 'waiting',
      version: 0,
      participant: 'site',
      subject: 'W1',
      held: 4,
      profile: { name: 'Ann Reed-Poole', emails: ['ann@example.org'], phones: [{ e164: '+447700900001' }] },
    });
    expect(intake.did.map(({ id, message }) => [id, message])).toEqual([
      ['w1', null],
      ['w2', null],
      ['w3', 'Is Tuesday fine?'],
      ['w5', null],
    ]);
    expect(JSON.stringify(intake)).not.toContain('our limit');
  });

  it('P1: candidates say why and how sure, the surest first, and what the target calls them', async () => {
    await under.say('site', registered('w1', 'W1'));
    await tank.decide('north', place('W1'), { verb: 'approve' }, 'Olivia');
    await under.say('tank', registered('b1', 'C1', { name: { full: 'Bob Reed' }, phones: ann.phones }));
    await under.say('site', registered('w2', 'W2'));
    const { candidates, linked } = await tank.read('north', place('W2'));
    expect(linked).toEqual([]);
    expect(candidates.map(({ sure, atTarget, persons }) => [sure, atTarget, persons.map(({ subject }) => subject)])).toEqual([
      ['likely', null, ['W1']],
      ['unlikely', 'C1', ['C1']],
    ]);
    expect(candidates[0]?.reasons.map(({ rule }) => rule)).toEqual(['sameEmail', 'samePhone', 'sameName']);
    expect((await tank.list('north', { state: 'waiting' })).intakes).toMatchObject([{ subject: 'W2', alike: 2 }]);
  });

  it('P1: who is linked by rule already is shown as such, with the rule', async () => {
    await under.say('tank', registered('b1', 'C1', { emails: ann.emails }));
    await under.say('site', registered('w1', 'W1'));
    const { linked, candidates } = await tank.read('north', place('W1'));
    expect([linked, candidates]).toMatchObject([[{ subject: 'C1', rule: 'email', by: null }], []]);
  });

  it('P1: earlier spam of the same address and website is shown, and decides nothing', async () => {
    await under.say('site', registered('w1', 'W1'));
    await tank.decide('north', place('W1'), { verb: 'spam' }, 'Olivia');
    await under.say('site', registered('w2', 'W2'));
    await under.say('site-two', registered('x1', 'X1'));
    const { intakes } = await tank.list('north', { state: 'waiting' });
    expect(intakes.map(({ subject, earlierSpam }) => [subject, earlierSpam.map(({ by }) => by)])).toEqual([
      ['W2', ['Olivia']],
      ['X1', []],
    ]);
    await under.deliver();
    expect(under.http.ids('tank')).toEqual([]);
  });

  it('the list narrows by target, website and state, and goes on page by page, the oldest or the newest first', async () => {
    await under.add({ id: 'other-tank', admission: 'approval' });
    for (const n of [1, 2, 3]) await under.say('site', registered(`w${n}`, `W${n}`, {}));
    await under.say('site-two', registered('x1', 'X1', {}));
    await tank.decide('north', place('W2'), { verb: 'reject', why: 'no' }, 'Olivia');
    const of = async (filter: Parameters<HoldingTank['list']>[1]) =>
      (await tank.list('north', filter)).intakes.map(({ subject }) => subject);
    expect(await of({ target: 'tank', state: 'waiting' })).toEqual(['W1', 'W3', 'X1']);
    expect(await of({ target: 'tank', state: 'waiting', newest: true })).toEqual(['X1', 'W3', 'W1']);
    expect(await of({ target: 'tank', state: 'rejected' })).toEqual(['W2']);
    expect(await of({ participant: 'site-two', target: 'tank' })).toEqual(['X1']);
    const first = await tank.list('north', { target: 'tank', limit: 3 });
    // A cursor is what the page before gave.
    const after = first.next as [string, string, string];
    expect(await of({ target: 'tank', after })).toEqual(['X1']);
    expect(await tank.tanks('north')).toMatchObject([
      { target: 'other-tank', waiting: 4 },
      { target: 'tank', waiting: 3 },
    ]);
    expect(await tank.tanks('south')).toEqual([]);
  });

  it('X7: who is erased leaves the tank, with every word about them', async () => {
    await under.say('site', registered('w1', 'W1'), registered('w2', 'W2', {}));
    await tank.decide('north', place('W1'), { verb: 'merge', other: { subject: 'C1' }, why: 'Ann told us' }, 'Olivia');
    await tank.decide('north', place('W1'), { verb: 'undo', why: 'Ann was wrong' }, 'Olivia');
    await under.say('site', { id: 'w3', type: 'person.erased', subject: 'W1' });
    expect((await tank.list('north', {})).intakes.map(({ subject }) => subject)).toEqual(['W2']);
    await expect(tank.decide('north', place('W1'), { verb: 'approve' }, 'Olivia')).rejects.toMatchObject({ code: 'notFound' });
    for (const table of ['admissions', 'intake_decisions', 'person_links', 'person_phones']) {
      const rows = await under.db.query(`select to_jsonb(t)::text as row from exchange.${table} t`);
      expect([table, rows.filter(({ row }: { row: string }) => /Ann|07700/.test(row))]).toEqual([table, []]);
    }
    expect(await under.db.query('select count(*)::int as n from exchange.person_phones')).toEqual([{ n: 0 }]);
  });

  it('I8: masked, an intake tells nothing of who it is or what they wrote', async () => {
    await under.say('tank', registered('b1', 'C1', { name: { full: 'Ann Poole' }, phones: ann.phones }));
    await under.say('site', registered('w1', 'W1'), {
      id: 'w2',
      type: 'enquiry.made',
      subject: 'W1',
      data: { enquiryType: 'general', message: 'Ann here, 07700 900001' },
    });
    await tank.decide('north', place('W1'), { verb: 'reject', why: 'Ann is a rival' }, 'Olivia');
    const masked = maskedIntake(await tank.read('north', place('W1')));
    expect(JSON.stringify(masked)).not.toMatch(/Ann|Reed|Poole|ann@|07700|7700900001/);
    expect(masked.profile).toMatchObject({ name: 'A. R.', emails: ['a•••@example.org'] });
    expect(masked.candidates).toHaveLength(1);
  });
});
