import { hash, verify } from '@node-rs/argon2';
import { DeskRefusal } from '../api-problems/desk-refusal';

/** argon2id (the library's default) with OWASP's least: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Characters. */
export const shortestPassword = 12;
const mostAtOnce = 4;
const mostWaiting = 64;

/** Verified against where the account does not exist, so that the answer takes as long. */
let nobody: Promise<string> | undefined;
let running = 0;
const waiting: (() => void)[] = [];

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

/** Whether this is the password; does the same work where there is no account. Bounded: each check takes memory. */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  if (waiting.length >= mostWaiting)
    throw new DeskRefusal(503, [{ path: '', rule: 'busy', message: 'Too many people sign in at once; try again' }], 2);
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    nobody ??= hashPassword('nobody has this password');
    const matches = await verify(passwordHash ?? (await nobody), password);
    return matches && passwordHash !== undefined;
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
