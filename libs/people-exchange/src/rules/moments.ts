import { declare, type Presence, type Rule } from './rule';
import { isString } from './texts';

const momentPattern =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const dayPattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const daysIn = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function dayExists(text: string): boolean {
  const day = Number(text.slice(8, 10));
  if (day <= 28) return true;
  const [year, month] = [Number(text.slice(0, 4)), Number(text.slice(5, 7))];
  if (month === 2 && day === 29) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (daysIn[month - 1] ?? 0);
}

/** A time of RFC 3339, with `T` and `Z` in capitals and no leap second. */
export const isMoment = (text: string): boolean => momentPattern.test(text) && dayExists(text);
/** A `full-date` of RFC 3339. */
export const isDay = (text: string): boolean => dayPattern.test(text) && dayExists(text);

const moment: Rule = {
  name: 'isRfc3339',
  schema: { format: 'date-time', pattern: momentPattern.source },
  holds: (value) => typeof value !== 'string' || isMoment(value),
  expected: 'must be an RFC 3339 time such as "2026-11-24T09:30:00Z"',
};
const day: Rule = {
  name: 'isDay',
  schema: { format: 'date', pattern: dayPattern.source },
  holds: (value) => typeof value !== 'string' || isDay(value),
  expected: 'must be a day such as "1990-04-23"',
};

/** A point in time, RFC 3339; UTC is best, an offset is understood. */
export const Time = (about: string, presence: Presence = {}): PropertyDecorator =>
  declare({ about, rules: [isString, moment], itemRules: [], list: false }, presence);
/** A calendar day without time or zone. */
export const Day = (about: string, presence: Presence = {}): PropertyDecorator =>
  declare({ about, rules: [isString, day], itemRules: [], list: false }, presence);
