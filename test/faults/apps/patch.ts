/** Whatever holds functions by name: a prototype, or what a compiled module exports. */
type Owner = object;
type Anything = (this: unknown, ...args: unknown[]) => unknown;

/** Puts another function in the place of one, which gets the one it replaces. Only processes of tests do this to the product. */
export function replace(owner: Owner, name: string, other: (original: Anything) => Anything): void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== 'function') throw new TypeError(`there is no ${name} to replace`);
  // What is called with the arguments it was written for; the types of many functions meet here.
  Reflect.set(owner, name, other(original as Anything));
}
