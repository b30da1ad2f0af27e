/** Looks again and again until it holds; what it still says after `ms` is the failure. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`In ${ms} ms it did not come about that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
