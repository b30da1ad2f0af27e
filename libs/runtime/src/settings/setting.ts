/** How one setting is read from its text, and what a person is told when it is missing or wrong. */
export interface SettingOptions<T> {
  /** Throws or answers something that the class-validator rules refuse, such as NaN, when the text makes no sense. */
  readonly read: (text: string) => T;
  /** When not given; a setting without one may be missing if its rules allow that. */
  readonly otherwise?: T;
  /** Completes "it must be …". */
  readonly says: string;
  /** Never shown, not even in a problem. */
  readonly secret?: boolean;
}

export interface DeclaredSetting extends SettingOptions<unknown> {
  readonly name: string;
  readonly property: string;
}

const declared = new WeakMap<object, DeclaredSetting[]>();
const names = new Set<string>();

/** Binds a property of a settings class to an environment variable. */
export function Setting<T>(name: string, options: SettingOptions<T>): PropertyDecorator {
  return (prototype, property) => {
    const own = declared.get(prototype) ?? [];
    own.push({ ...options, name, property: String(property) });
    declared.set(prototype, own);
    names.add(name);
  };
}

/** Those of a class and of the classes it extends; what a subclass declares again replaces what it had. */
export function settingsOf(prototype: object): DeclaredSetting[] {
  const parent: unknown = Object.getPrototypeOf(prototype);
  const inherited = typeof parent === 'object' && parent !== null ? settingsOf(parent) : [];
  const own = declared.get(prototype) ?? [];
  return [...inherited.filter(({ property }) => !own.some((one) => one.property === property)), ...own];
}

/** Names of every class loaded in this process. */
export function declaredNames(): ReadonlySet<string> {
  return names;
}

export const asText = (text: string): string => text;
export const asNumber = (text: string): number => Number(text);
/** Anything but on and off is left as it is, for the rules to refuse. */
export const asSwitch = (text: string): boolean | string => (text === 'on' ? true : text === 'off' ? false : text);
export const asList = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
/** NAME=VALUE of each, decoded as in W3C Baggage; one that cannot be decoded is left empty, for the rules to refuse. */
export const asPairs = (text: string): string[] =>
  asList(text).map((pair) => {
    try {
      return decodeURIComponent(pair);
    } catch {
      return ''; // No setting at all; the rules say so with all the others.
    }
  });
