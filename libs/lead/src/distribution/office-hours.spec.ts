import fc from 'fast-check';
import { afterRunning, nextRunning, type OfficeHours, problemsOfHours, runsAt } from './office-hours';

const office = (more: Partial<OfficeHours> = {}): OfficeHours => ({
  zone: 'Europe/London',
  hours: { from: '08:00', until: '17:00' },
  days: 'anyDay',
  holidays: [],
  ...more,
});

describe('office hours', () => {
  it('F5: time runs inside the hours alone: what is offered before the end goes on the next morning', () => {
    expect(afterRunning('2026-11-02T16:50:00Z', 30, office())).toBe('2026-11-03T08:20:00.000Z');
    expect(nextRunning('2026-11-02T20:00:00Z', office())).toBe('2026-11-03T08:00:00.000Z');
    expect(nextRunning('2026-11-02T09:30:00Z', office())).toBe('2026-11-02T09:30:00.000Z');
    expect([runsAt('2026-11-02T07:59:59Z', office()), runsAt('2026-11-02T08:00:00Z', office())]).toEqual([false, true]);
    expect(runsAt('2026-11-02T17:00:00Z', office())).toBe(false);
  });

  it('F5: hours are those of the office’s own zone, summer and winter', () => {
    const berlin = office({ zone: 'Europe/Berlin' });
    expect(nextRunning('2026-07-01T04:00:00Z', berlin)).toBe('2026-07-01T06:00:00.000Z');
    expect(nextRunning('2026-12-01T04:00:00Z', berlin)).toBe('2026-12-01T07:00:00.000Z');
  });

  it('F5: a night whose clocks are put forward is an hour shorter, one whose clocks are put back an hour longer', () => {
    const night = office({ hours: { from: '22:00', until: '06:00' } });
    // 29 March and 25 October 2026; a night of 8 hours has 7 and 9.
    expect(afterRunning('2026-03-28T22:00:00Z', 7 * 60, night)).toBe('2026-03-29T05:00:00.000Z');
    expect(afterRunning('2026-03-28T22:00:00Z', 7 * 60 + 1, night)).toBe('2026-03-29T21:01:00.000Z');
    expect(afterRunning('2026-10-24T21:00:00Z', 9 * 60, night)).toBe('2026-10-25T06:00:00.000Z');
    expect(afterRunning('2026-10-24T21:00:00Z', 9 * 60 + 1, night)).toBe('2026-10-25T22:01:00.000Z');
  });

  it('F5: hours within the hour that is left out begin when the clocks are there', () => {
    const early = office({ hours: { from: '01:15', until: '01:45' } });
    expect(nextRunning('2026-03-29T00:30:00Z', early)).toBe('2026-03-29T01:15:00.000Z');
    expect(afterRunning('2026-03-29T00:30:00Z', 30, early)).toBe('2026-03-29T01:45:00.000Z');
  });

  it('F6: on weekdays alone nothing runs out on a Saturday or Sunday, and a holiday is no day', () => {
    const weekdays = office({ days: 'weekdays', holidays: ['2026-12-25', '2026-12-28'] });
    // A Thursday; Friday is Christmas, Monday its second day.
    expect(afterRunning('2026-12-24T16:30:00Z', 60, weekdays)).toBe('2026-12-29T08:30:00.000Z');
    expect(afterRunning('2026-12-24T16:30:00Z', 60, office())).toBe('2026-12-25T08:30:00.000Z');
  });

  it('F6: a night belongs to the day it begins on', () => {
    const nights = office({ days: 'weekdays', hours: { from: '20:00', until: '02:00' } });
    expect(runsAt('2026-11-07T01:00:00Z', nights)).toBe(true);
    expect(runsAt('2026-11-07T21:00:00Z', nights)).toBe(false);
  });

  it('says all that is wrong with hours, and of hours that never come that they do not', () => {
    const wrong = office({ zone: 'Europe/Lundon', hours: { from: '8am', until: '24:00' }, holidays: ['2026-02-30', '25.12.'] });
    expect(problemsOfHours(wrong).map(({ path }) => path)).toEqual(['/zone', '/hours/from', '/hours/until', '/holidays/0', '/holidays/1']);
    expect(problemsOfHours(office({ zone: '+01:00' })).map(({ path }) => path)).toEqual(['/zone']);
    expect(problemsOfHours(office({ hours: { from: '08:00', until: '08:00' } })).map(({ path }) => path)).toEqual(['/hours']);
    expect(problemsOfHours(office())).toEqual([]);
    const day = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
    const never = office({ holidays: Array.from({ length: 900 }, (_, n) => day(n)) });
    expect([nextRunning('2026-01-05T00:00:00Z', never), afterRunning('2026-01-05T00:00:00Z', 1, never)]).toEqual([undefined, undefined]);
  });

  const minute = 60_000;
  const times = fc
    .integer({ min: 0, max: 24 * 60 - 1 })
    .map((n) => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`);
  const someHours = fc.oneof(
    fc.constant(null),
    fc.record({ from: times, until: times }).filter(({ from, until }) => from !== until),
  );
  const someOffice = fc.record({
    zone: fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Sao_Paulo', 'UTC'),
    hours: someHours,
    days: fc.constantFrom('weekdays', 'anyDay'),
    holidays: fc.array(
      fc.integer({ min: 0, max: 364 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10)),
      { maxLength: 5 },
    ),
  });
  const someMoment = fc.integer({ min: 0, max: 364 * 24 * 60 }).map((n) => new Date(Date.UTC(2026, 0, 1) + n * minute).toISOString());

  /** As a wall clock shows it, asked of nobody who calculates with zones. */
  const wall = (at: number, zone: string): { date: string; time: string; weekend: boolean } => {
    const parts = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      weekday: 'short',
      hourCycle: 'h23',
    }).formatToParts(new Date(at));
    const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
    return {
      date: `${of('year')}-${of('month')}-${of('day')}`,
      time: `${of('hour')}:${of('minute')}`,
      weekend: /Sat|Sun/.test(of('weekday')),
    };
  };

  it('F5, F6: a minute runs just where the clock on the wall says so, whatever the zone, the hours and the days', () => {
    fc.assert(
      fc.property(someOffice, someMoment, (one, at) => {
        const { hours, zone } = one;
        const moment = Date.parse(at);
        const now = wall(moment, zone);
        const before = wall(moment - 24 * 60 * minute, zone);
        const begins = ({ date: day, weekend }: { date: string; weekend: boolean }): boolean =>
          !(one.days === 'weekdays' && weekend) && !one.holidays.includes(day);
        // The hour that comes twice, and hours that begin in one that is left out, are told apart by the tests above.
        const shifts =
          wall(moment - 4 * 60 * minute, zone).time !== shifted(now.time, -240) ||
          wall(moment + 4 * 60 * minute, zone).time !== shifted(now.time, 240);
        fc.pre(!shifts && wall(moment - 24 * 60 * minute, zone).time === now.time);
        const expected =
          hours === null
            ? begins(now)
            : hours.from < hours.until
              ? begins(now) && now.time >= hours.from && now.time < hours.until
              : (begins(now) && now.time >= hours.from) || (begins(before) && now.time < hours.until);
        expect(runsAt(at, one)).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it('F4: minutes add up: after so many, then after some more, is after all of them', () => {
    fc.assert(
      // No minute more, at the very end of the hours, is then and not when they begin again; no rule asks for none.
      fc.property(someOffice, someMoment, fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 600 }), (one, at, some, more) => {
        const first = afterRunning(at, some, one);
        fc.pre(first !== undefined);
        expect(afterRunning(first ?? at, more, one)).toBe(afterRunning(at, some + more, one));
        const open = nextRunning(at, one) ?? at;
        expect(Date.parse(first ?? at) - Date.parse(some === 0 ? at : open)).toBeGreaterThanOrEqual(some === 0 ? 0 : some * minute);
      }),
      { numRuns: 1_000 },
    );
  });
});

function shifted(time: string, by: number): string {
  const [hours = '0', minutes = '0'] = time.split(':');
  const all = (Number(hours) * 60 + Number(minutes) + by + 2 * 24 * 60) % (24 * 60);
  return `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`;
}
