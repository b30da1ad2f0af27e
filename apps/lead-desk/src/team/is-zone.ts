import { registerDecorator } from 'class-validator';

/** Whether there is such an IANA time zone; an offset such as +01:00 names none. */
export function isZone(zone: unknown): zone is string {
  if (typeof zone !== 'string' || !/^[A-Za-z][\w+/-]{0,63}$/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // It throws for what it does not know; that is the answer.
  }
}

export const IsZone = (): PropertyDecorator => (target, property) =>
  registerDecorator({
    name: 'isZone',
    target: target.constructor,
    propertyName: String(property),
    validator: { validate: isZone, defaultMessage: () => 'There is no such time zone; name it as IANA does, such as Europe/London' },
  });
