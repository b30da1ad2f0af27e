/**
 * Statements of one transaction that do not wait for each other's answers: the driver sends them in one go, in this order.
 * All are over when this is, also when one failed, because a statement sent after the roll-back would stand by itself.
 */
export async function sentTogether<T extends readonly unknown[] | []>(
  statements: T,
): Promise<{ -readonly [Place in keyof T]: Awaited<T[Place]> }> {
  await Promise.allSettled(statements);
  return Promise.all(statements);
}
