/** When the clock of an office runs (F5, F6). What an agent has to do in time is counted in this time alone. */
export interface OfficeHours {
  /** IANA, such as Europe/London. */
  readonly zone: string;
  /** HH:MM of the office's own clock. Hours that end before they begin go on over midnight; none are the whole day. */
  readonly hours: { readonly from: string; readonly until: string } | null;
  readonly days: 'weekdays' | 'anyDay';
  /** ISO dates of days that do not begin, such as 2026-12-25. */
  readonly holidays: readonly string[];
}

interface HoursProblem {
  readonly path: string;
  readonly message: string;
}

/** Milliseconds since the epoch, the first in and the last out. */
interface Span {
  readonly from: number;
  readonly until: number;
}

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;
const date = /^\d{4}-\d{2}-\d{2}$/;
/** So many days without an hour, and there is none to come that anybody would wait for. */
const mostDays = 400;

/** All that is wrong with office hours, each with where and what is expected. */
export function problemsOfHours({ zone, hours, holidays }: OfficeHours): readonly HoursProblem[] {
  const problems: HoursProblem[] = [];
  const tell = (path: string, message: string): void => void problems.push({ path, message });
  if (!isZone(zone)) tell('/zone', `"${zone}" is no time zone; it is one of the IANA's, such as Europe/London`);
  for (const end of ['from', 'until'] as const)
    if (hours && !clock.test(hours[end])) tell(`/hours/${end}`, `"${hours[end]}" is no time of day such as 08:30`);
  if (hours && hours.from === hours.until) tell('/hours', 'begin and end at the same time; leave them out for the whole day');
  holidays.forEach((day, place) => {
    if (!isDate(day)) tell(`/holidays/${place}`, `"${day}" is no date such as 2026-12-25`);
  });
  return problems;
}

/** Whether the clock runs at a moment, RFC 3339. */
export function runsAt(at: string, hours: OfficeHours): boolean {
  const moment = millisecondsOf(at);
  const [next] = spansFrom(moment, hours);
  return next !== undefined && next.from <= moment;
}

/** The day of the office a moment is in, an ISO date. */
export function dayAt(at: string, zone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The moment itself where the clock runs, else when it runs next, RFC 3339 UTC; nothing where it never does within a year. */
export function nextRunning(at: string, hours: OfficeHours): string | undefined {
  const moment = millisecondsOf(at);
  const [next] = spansFrom(moment, hours);
  return next && textOf(Math.max(moment, next.from));
}

/** When so many minutes of running clock have passed since a moment, RFC 3339 UTC; nothing where they never do. */
export function afterRunning(at: string, minutes: number, hours: OfficeHours): string | undefined {
  let left = minutes * 60_000;
  const moment = millisecondsOf(at);
  for (const { from, until } of spansFrom(moment, hours)) {
    const begin = Math.max(from, moment);
    if (begin + left <= until) return textOf(begin + left);
    left -= until - begin;
  }
  return undefined;
}

/** Where the clock runs, from a moment on and in order; the first may have begun before. */
function* spansFrom(moment: number, { zone, hours, days, holidays }: OfficeHours): Generator<Span> {
  // Hours of the day before may go on over midnight.
  let day = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).toPlainDate().subtract({ days: 1 });
  for (let empty = 0; empty < mostDays; day = day.add({ days: 1 })) {
    empty += 1;
    if ((days === 'weekdays' && day.dayOfWeek > 5) || holidays.includes(day.toString())) continue;
    const span = spanOf(day, zone, hours);
    if (span.until <= moment || span.until <= span.from) continue;
    empty = 0;
    yield span;
  }
}

/** Clocks that are put forward or back move both ends as the office's own clock does: a day may have 23 hours or 25. */
function spanOf(day: Temporal.PlainDate, zone: string, hours: OfficeHours['hours']): Span {
  const at = (on: Temporal.PlainDate, time: string): number =>
    on.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
  const midnight = (on: Temporal.PlainDate): number => on.toZonedDateTime(zone).epochMilliseconds;
  if (!hours) return { from: midnight(day), until: midnight(day.add({ days: 1 })) };
  const last = hours.until <= hours.from ? day.add({ days: 1 }) : day;
  return { from: at(day, hours.from), until: at(last, hours.until) };
}

function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    // An offset is taken too, but knows no daylight saving.
    return !/^[+-]/u.test(zone);
  } catch {
    return false; // told with what is expected
  }
}

function isDate(text: string): boolean {
  try {
    return date.test(text) && Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false; // told with what is expected
  }
}

const millisecondsOf = (at: string): number => Temporal.Instant.from(at).epochMilliseconds;
const textOf = (milliseconds: number): string => new Date(milliseconds).toISOString();
