import type { Sockets } from './sockets';

const patienceMs = 5_000;

/**
 * Lets a client say goodbye, and no longer than 10 s: kafkajs waits for answers that may never come. A goodbye that fails
 * changes nothing, the brokers notice by themselves.
 */
export async function goodbye(leave: () => Promise<unknown>, sockets: Sockets): Promise<void> {
  const cut = setTimeout(() => sockets.end(), patienceMs);
  let giveUp: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => void (giveUp = setTimeout(resolve, 2 * patienceMs)));
  // See above: whether it succeeds makes no difference.
  const left = leave().catch(() => undefined);
  await Promise.race([left, late]);
  clearTimeout(cut);
  clearTimeout(giveUp);
  sockets.end();
}
