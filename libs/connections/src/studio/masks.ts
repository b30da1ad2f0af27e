/** Each kind of value as somebody who does not exist would have it; domains and numbers are those kept free for examples. */
const kinds = {
  id: (n: number) => `id-${n}`,
  uprn: (n: number) => String(999_900_000_000 + n),
  email: (n: number) => `person${n}@example.org`,
  phone: (n: number) => `+4420794601${String(n % 100).padStart(2, '0')}`,
  postcode: (n: number) => `ZZ${n} 1ZZ`,
  address: (n: number) => `${n} Masked Street`,
  area: (n: number) => `Area ${n}`,
  text: (n: number) => `Masked text ${n}`,
  title: () => 'Mx',
  given: (n: number) => `Given${n}`,
  family: (n: number) => `Family${n}`,
  full: (n: number) => `Given${n} Family${n}`,
} as const;

export type MaskKind = keyof typeof kinds;

/** The masks of one event: the same value, the same mask. */
export class Masks {
  private readonly given = new Map<string, string>();
  private readonly counts = new Map<MaskKind, number>();

  of(kind: MaskKind, value: string): string {
    const key = `${kind} ${value}`;
    const known = this.given.get(key);
    if (known !== undefined) return known;
    const n = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, n);
    const mask = kinds[kind](n);
    this.given.set(key, mask);
    return mask;
  }

  name(part: string, value: string): string {
    return this.of(part === 'given' || part === 'family' || part === 'title' ? part : 'full', value);
  }
}
