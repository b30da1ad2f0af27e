/** Whatever holds functions by name: a prototype, or what a compiled module exports. */
type Owner = object;
/** The function that was there, on the object it was called on. */
type Original = (...args: unknown[]) => Promise<unknown>;

/**
 * Puts work around a function, which gets the original, the arguments of the call, and the object it was called on. Only
 * processes of tests do this to the product.
 */
export function around(owner: Owner, name: string, work: (original: Original, args: unknown[], self: unknown) => Promise<unknown>): void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== 'function') throw new TypeError(`there is no ${name} to put work around`);
  Reflect.set(owner, name, function (this: unknown, ...args: unknown[]) {
    // All that is replaced here is asynchronous.
    return work(async (...given) => Reflect.apply(original, this, given), args, this);
  });
}
