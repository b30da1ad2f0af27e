import type { PlayJournal, SentEvent } from '../play/sent';
import type { TwinCall } from '../twin/journal';
import { compare, type TwinJournal } from './compare';

const time = '2026-11-02T09:00:00.000Z';

function sent(n: number, more: Partial<SentEvent> = {}): SentEvent {
  return {
    n,
    role: 'website',
    participant: 'site',
    source: 'https://site.example.com',
    id: `event-${n}`,
    type: 'property.viewed',
    subject: 'W-1',
    time,
    digest: `digest-${n}`,
    translated: false,
    reach: 'must',
    outcome: 'accepted',
    ...more,
  };
}

function played(events: SentEvent[]): PlayJournal {
  return {
    requests: events.map((event) => ({
      n: event.n,
      role: event.role,
      expect: { status: event.outcome === 'refused' ? 422 : 202 },
      peculiarity: null,
      answers: [{ atMs: 0, tookMs: 1, status: event.outcome === 'refused' ? 422 : 202, error: null }],
      rules: [],
      events: [event],
    })),
    sent: events,
    impatient: [],
    tookMs: 0,
  };
}

function call(event: SentEvent, n: number, more: Partial<TwinCall> = {}): TwinCall {
  return {
    n,
    at: time,
    webhookId: `hook-${event.id}`,
    attempt: 1,
    verified: true,
    effect: true,
    status: 200,
    fault: null,
    event: {
      id: event.id,
      source: event.source,
      type: event.type,
      origin: event.participant,
      subject: 'C-1',
      time: event.time,
      digest: event.digest,
    },
    ...more,
  };
}

function office(calls: TwinCall[]): TwinJournal {
  return { participant: 'office', side: 'backOffice', calls };
}

const one = sent(1);
const two = sent(2);
const three = sent(3);
const faults = (journal: PlayJournal, twins: TwinJournal[]) => compare(journal, twins).findings.map((finding) => finding.fault);

describe('the comparison of a day with what the twins hold', () => {
  it('finds nothing where every event took effect once and in order', () => {
    const calls = [call(one, 1), call(two, 2), call(three, 3)];
    expect(compare(played([one, two, three]), [office(calls)])).toEqual({
      ok: true,
      arrived: 3,
      repeatedCalls: 0,
      findings: [],
    });
  });

  it('counts a repeated call of the same webhook-id as no second effect', () => {
    const calls = [call(one, 1, { status: null, fault: 'dropped after applying' }), call(one, 2, { attempt: 2, effect: false })];
    expect(compare(played([one]), [office(calls)])).toMatchObject({ ok: true, arrived: 1, repeatedCalls: 1 });
  });

  it('goes red when an accepted event is missing', () => {
    expect(faults(played([one, two]), [office([call(one, 1)])])).toEqual(['missing']);
  });

  it('goes red when an event only ever met faults', () => {
    const calls = [call(one, 1, { effect: false, status: 500 })];
    expect(faults(played([one]), [office(calls)])).toEqual(['missing']);
  });

  it('goes red when an event takes effect twice under two webhook-ids', () => {
    const calls = [call(one, 1), call(one, 2, { webhookId: 'another' })];
    expect(faults(played([one]), [office(calls)])).toEqual(['doubled']);
  });

  it('goes red when two events of one person are swapped', () => {
    expect(faults(played([one, two, three]), [office([call(one, 1), call(three, 2), call(two, 3)])])).toEqual(['outOfOrder']);
  });

  it('takes no offence at two persons in any order', () => {
    const other = sent(2, { subject: 'W-2' });
    expect(faults(played([one, other]), [office([call(other, 1), call(one, 2)])])).toEqual([]);
  });

  it('goes red when an event returns to the participant it came from', () => {
    const site: TwinJournal = { participant: 'site', side: 'website', calls: [call(one, 1)] };
    expect(faults(played([one]), [office([call(one, 1)]), site])).toEqual(['returned']);
  });

  it('goes red when a refused event arrives all the same', () => {
    const bad = sent(2, { outcome: 'refused' });
    expect(faults(played([bad]), [office([call(bad, 1)])])).toEqual(['taken']);
  });

  it('goes red when a twin holds what nobody sent', () => {
    expect(faults(played([]), [office([call(one, 1)])])).toEqual(['unexpected']);
  });

  it('goes red when a website sees an event of a person it does not know', () => {
    const unlinked = sent(1, { role: 'backOffice', participant: 'office', reach: 'never' });
    const site: TwinJournal = { participant: 'site', side: 'website', calls: [call(unlinked, 1)] };
    expect(faults(played([unlinked]), [site])).toEqual(['unexpected']);
  });

  it('goes red when the content was altered on the way', () => {
    const calls = [call({ ...one, digest: 'another' }, 1)];
    expect(faults(played([one]), [office(calls)])).toEqual(['altered']);
  });

  it('goes red when a signature does not match', () => {
    const calls = [call(one, 1), call(two, 2, { verified: false, effect: false, event: null, status: 401 })];
    expect(faults(played([one]), [office(calls)])).toEqual(['unsigned']);
  });

  it('demands one effect, of the first body, where an id came again with another body', () => {
    const other = sent(2, { id: one.id, digest: 'other body' });
    expect(faults(played([one, other]), [office([call(one, 1)])])).toEqual([]);
    expect(faults(played([one, other]), [office([call({ ...one, digest: 'other body' }, 1)])])).toEqual(['altered']);
  });

  it('leaves open what became of an event whose answer was lost', () => {
    const lost = sent(1, { outcome: 'unanswered' });
    const journal = { ...played([]), sent: [lost] };
    expect(faults(journal, [office([])])).toEqual([]);
    expect(faults(journal, [office([call(lost, 1)])])).toEqual([]);
  });

  it('goes red when a bad request is taken, or refused for another reason than the day expects', () => {
    const journal = played([one]);
    const [request] = journal.requests;
    if (!request) throw new TypeError('the journal has a request');
    const bad = (status: number, rules: string[]) => ({
      ...journal,
      sent: [],
      requests: [{ ...request, expect: { status: 422, rule: 'latitude' }, rules, answers: [{ atMs: 0, tookMs: 1, status, error: null }] }],
    });
    expect(faults(bad(422, ['latitude']), [])).toEqual([]);
    expect(faults(bad(422, ['closed ring']), [])).toEqual(['otherRefusal']);
    expect(faults(bad(400, []), [])).toEqual(['otherRefusal']);
    expect(faults(bad(202, []), [])).toEqual(['taken']);
  });

  it('goes red when a good request is refused', () => {
    const refused = sent(1, { outcome: 'refused' });
    const journal = played([refused]);
    for (const request of journal.requests) request.expect = { status: 202 };
    expect(faults(journal, [office([])])).toEqual(['refused']);
  });
});
