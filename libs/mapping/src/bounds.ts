import jsonata from 'jsonata';
import { mappingLimits } from './limits';

/** As JSONata throws what failed. */
interface Failure {
  readonly code: string;
  readonly message: string;
  readonly position: number;
}

/** Values and characters in a list or an object, each counted as often as it is in it; what was counted once is not counted again. */
const weights = new WeakMap<object, number>();

function weightOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 1;
  if (!isData(value)) return 1;
  const known = weights.get(value);
  if (known !== undefined) return known;
  // What leads back to itself is found by who writes it out.
  weights.set(value, 1);
  let weight = 1;
  if (Array.isArray(value)) for (const one of value) weight += weightOf(one);
  else for (const [name, one] of Object.entries(value)) weight += name.length + weightOf(one);
  weights.set(value, weight);
  return weight;
}

/** Lists and plain objects; functions and what JSONata keeps for itself lead to all it knows. */
function isData(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !('_jsonata_lambda' in value) && !('_jsonata_function' in value);
}

/** What each evaluation made so far, by what JSONata keeps for it. */
const made = new WeakMap<object, number>();

function checked(value: unknown, position: number, evaluation: object): void {
  if (typeof value === 'string') {
    if (value.length > mappingLimits.text)
      throw failure(`makes a text of ${value.length} characters, at most ${mappingLimits.text} are taken`, position);
    // What is short is bounded by time.
    if (value.length > 1_000) count(value.length, position, evaluation);
  } else if (isData(value)) {
    const isNew = !weights.has(value);
    const weight = weightOf(value);
    if (weight > mappingLimits.value)
      throw failure(`makes a value with more than ${mappingLimits.value} characters and values in it`, position);
    if (isNew) count(weight, position, evaluation);
  }
}

function count(more: number, position: number, evaluation: object): void {
  const sum = (made.get(evaluation) ?? 0) + more;
  made.set(evaluation, sum);
  if (sum > mappingLimits.made) throw failure(`makes more than ${mappingLimits.made} characters and values on its way`, position);
}

const failure = (message: string, position = 0): Failure => ({ code: 'bounds', message, position });

/** As JSONata's own `$pad`, which makes a list as long as what is asked for before anybody can say no. */
function pad(text: string | undefined, width: number, given?: string): string | undefined {
  if (text === undefined) return undefined;
  if (Math.abs(width) > mappingLimits.text) throw failure(`$pad to ${width} characters, at most ${mappingLimits.text} are taken`);
  const filler = given === undefined || given === '' ? [' '] : [...given];
  const missing = Math.max(0, Math.abs(width) - [...text].length);
  const padding = filler.join('').repeat(Math.floor(missing / filler.length)) + filler.slice(0, missing % filler.length).join('');
  return width < 0 ? padding + text : text + padding;
}

/** JSONata hands its own functions out as objects with an implementation. */
interface OwnFunction {
  implementation(...args: unknown[]): unknown;
}
// Each is one of JSONata's own, by name.
const own = (name: string): Promise<OwnFunction> => jsonata(`$${name}`).evaluate({}) as Promise<OwnFunction>;
const [ownReplace, ownDistinct] = [own('replace'), own('distinct')];

/** JSONata's own `$replace`, where the text it may come to is none too long. */
async function replace(this: unknown, ...args: readonly unknown[]): Promise<unknown> {
  const [text, , by] = args;
  if (typeof text === 'string' && typeof by === 'string' && text.length * by.length > mappingLimits.made)
    throw failure(`$replace in ${text.length} characters by ${by.length}, which may come to more than can be taken`);
  return (await ownReplace).implementation.apply(this, [...args]);
}

/** JSONata's own `$distinct`, which compares each with each: 20,000 objects took minutes. */
async function distinct(this: unknown, all: unknown): Promise<unknown> {
  if (Array.isArray(all) && all.length > mappingLimits.distinct)
    throw failure(`$distinct of ${all.length} items, at most ${mappingLimits.distinct} are taken`);
  return (await ownDistinct).implementation.call(this, all);
}

/** As JSONata's own `$spread`, which copies all it has for each item more: 80,000 took 40 s. */
function spread(this: unknown, given: unknown): unknown {
  if (!isData(given)) return given;
  // Bound to the length of a list; its types leave it out.
  const all = (this as { createSequence(): unknown[] }).createSequence();
  const add = (one: unknown): void => {
    if (Array.isArray(one)) for (const inner of one) add(inner);
    else if (isData(one)) for (const [name, value] of Object.entries(one)) all.push({ [name]: value });
    else if (one !== undefined) all.push(one);
  };
  add(given);
  return all;
}

/** The part of JSONata's interface that its types leave out: what is bound by a symbol is called around each step. */
type Watched = jsonata.Expression & { assign(name: string | symbol, value: unknown): void };

/**
 * Bounds what an expression makes, step by step: JSONata bounds time, calls and the items of a list, but a text or an object that
 * holds another twice, over and over, fills the memory within a millisecond.
 */
export function bound(expression: jsonata.Expression): void {
  // The type names strings only.
  (expression as Watched).assign(Symbol.for('jsonata.__evaluate_exit'), watch);
  expression.registerFunction('pad', pad, '<s-ns?:s>');
  expression.registerFunction('replace', replace, '<s-(sf)(sf)n?:s>');
  expression.registerFunction('distinct', distinct, '<x:x>');
  expression.registerFunction('spread', spread, '<x-:a<o>>');
}

function watch({ position = 0 }: { position?: number }, _input: unknown, { base }: { base: object }, value: unknown): void {
  checked(value, position, base);
}
