import i18next from 'i18next';
import { en } from './en';

void i18next.init({
  lng: 'en',
  resources: { en: { translation: en } },
  initAsync: false,
  interpolation: { escapeValue: false },
  returnNull: false,
});

/** The words of the screens; a key that is none does not compile. */
export const t = i18next.t;

/** A word for a value the API names; what is not listed is shown as it came, spaced. */
export function wordFor(
  group: 'role' | 'intent' | 'stage' | 'channel' | 'consent' | 'ownership' | 'frequency' | 'row',
  value: string,
): string {
  const key: string = `${group}.${value}`;
  // The key is checked here: open lists may hold values that have no word yet.
  return i18next.exists(key) ? i18next.t(key as 'role.buyer') : spaced(value);
}

/** `attemptedContact` becomes "Attempted contact". */
export function spaced(value: string): string {
  const words = value.replace(/[._-]+/g, ' ').replace(/([a-z\d])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}
