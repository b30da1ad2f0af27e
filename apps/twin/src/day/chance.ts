/** Seeded chance: the same seed gives the same day, on every machine (xmur3 to seed, sfc32 to draw). */
export class Chance {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(seed: string) {
    const next = seedWords(seed);
    this.a = next();
    this.b = next();
    this.c = next();
    this.d = next();
    for (let i = 0; i < 12; i++) this.word();
  }

  /** A stream of its own, so that a change in one part of the day does not move all others. */
  fork(name: string): Chance {
    return new Chance(`${this.word()}:${name}`);
  }

  /** 0 ≤ x < 1 */
  real(): number {
    return this.word() / 4294967296;
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.real() * (high - low + 1));
  }

  maybe(share: number): boolean {
    return this.real() < share;
  }

  pick<T>(of: readonly [T, ...T[]] | readonly T[]): T {
    const found = of[Math.floor(this.real() * of.length)];
    if (found === undefined) throw new NothingToPick();
    return found;
  }

  /** A shuffled copy. */
  shuffle<T>(of: readonly T[]): T[] {
    const keyed = of.map((value) => ({ value, at: this.real() }));
    return keyed.sort((x, y) => x.at - y.at).map(({ value }) => value);
  }

  /** An id in the form of a version 4 UUID. */
  uuid(): string {
    const hex = [this.word(), this.word(), this.word(), this.word()].map((w) => w.toString(16).padStart(8, '0')).join('');
    const variant = '89ab'.charAt(this.int(0, 3));
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  private word(): number {
    const t = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + t) | 0;
    return t >>> 0;
  }
}

export class NothingToPick extends Error {
  readonly code = 'nothing-to-pick';
  readonly retriable = false;
  constructor() {
    super('a pick from an empty list');
  }
}

function seedWords(text: string): () => number {
  let h = 1779033703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  return () => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    return (h ^= h >>> 16) >>> 0;
  };
}
