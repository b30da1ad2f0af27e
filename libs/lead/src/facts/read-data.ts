export type Members = Readonly<Record<string, unknown>>;

/** Event data is checked at the gateway; these readers only make sure that what slipped past does no harm. */
export const membersOf = (value: unknown): Members =>
  // Checked to be an object that is no list.
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const numberOf = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
export const textsOf = (value: unknown): string[] => listOf(value).filter((one): one is string => typeof one === 'string' && one !== '');
