/** Whether a record holds all that would be written: then nothing is written (compare before write, I10). */
export function alreadySo(wanted: unknown, there: unknown): boolean {
  if (Array.isArray(wanted))
    return Array.isArray(there) && there.length === wanted.length && wanted.every((one, place) => alreadySo(one, there[place]));
  if (isObject(wanted)) return isObject(there) && Object.entries(wanted).every(([name, value]) => alreadySo(value, there[name]));
  return wanted === there;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
