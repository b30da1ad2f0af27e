import { useMemo } from 'react';
import type { SessionAgencyView } from '../generated';
import { useSession } from '../session/session';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Times and money as the agency's country writes them, in its own zone. */
export interface AgencyWords {
  /** "4 min ago", "in 2 h"; a date from a week on. */
  relative(at: string, now: number): string;
  /** "12 Jan 2026, 14:03:07 GMT". */
  exact(at: string): string;
  /** "14:03". */
  clock(at: string): string;
  /** "14:03:07.123". */
  fine(at: string): string;
  /** "Today", "Yesterday", "Monday 12 January". */
  day(at: string, now: number): string;
  /** The calendar day in the agency's zone, as a key. */
  dayKey(at: string): string;
  date(at: string): string;
  /** "12 Jan 2026, 14:03". */
  moment(at: string): string;
  money(amount: string): string;
  number(count: number): string;
}

export function useAgencyWords(): AgencyWords {
  const { agency } = useSession();
  return useMemo(() => agencyWords(agency), [agency]);
}

function agencyWords({ country, zone, currency }: Pick<SessionAgencyView, 'country' | 'zone' | 'currency'>): AgencyWords {
  const locale = localeOf(country);
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  const relative = new Intl.RelativeTimeFormat(locale, { style: 'narrow', numeric: 'auto' });
  const exact = format({ dateStyle: 'medium', timeStyle: 'long' });
  const clock = format({ hour: '2-digit', minute: '2-digit' });
  const fine = format({ hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 });
  const dayMonth = format({ day: 'numeric', month: 'short' });
  const date = format({ dateStyle: 'medium' });
  const moment = format({ dateStyle: 'medium', timeStyle: 'short' });
  const long = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const longYear = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const key = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 });
  const number = new Intl.NumberFormat(locale);
  const dayKey = (at: string | number) => key.format(new Date(at));

  return {
    relative(at, now) {
      const away = Date.parse(at) - now;
      const size = Math.abs(away);
      if (size < 45_000) return relative.format(0, 'second');
      if (size < hour) return relative.format(Math.round(away / minute), 'minute');
      if (size < day) return relative.format(Math.round(away / hour), 'hour');
      if (size < 7 * day) return relative.format(Math.round(away / day), 'day');
      return (dayKey(at).slice(0, 4) === dayKey(now).slice(0, 4) ? dayMonth : date).format(new Date(at));
    },
    exact: (at) => exact.format(new Date(at)),
    clock: (at) => clock.format(new Date(at)),
    fine: (at) => fine.format(new Date(at)),
    day(at, now) {
      const days = Math.round((Date.parse(dayKey(at)) - Date.parse(dayKey(now))) / day);
      if (days === 0 || days === -1) return capital(new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day'));
      return (dayKey(at).slice(0, 4) === dayKey(now).slice(0, 4) ? long : longYear).format(new Date(at));
    },
    dayKey,
    date: (at) => date.format(new Date(at)),
    moment: (at) => moment.format(new Date(at)),
    money: (amount) => (/^\d+(\.\d+)?$/.test(amount) ? money.format(Number(amount)) : amount),
    number: (count) => number.format(count),
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** English as the country writes it; a country nobody knows is read as British. */
function localeOf(country: string): string {
  try {
    return Intl.getCanonicalLocales(`en-${country}`)[0] ?? 'en-GB';
  } catch {
    return 'en-GB'; // a setting with a typo must not blank the screens
  }
}

/** "4 ms", "1.2 s", "3 min": how long something took. */
export function span(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < minute) return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
  if (ms < hour) return `${Math.round(ms / minute)} min`;
  if (ms < 2 * day) return `${Math.round(ms / hour)} h`;
  return `${Math.round(ms / day)} days`;
}
