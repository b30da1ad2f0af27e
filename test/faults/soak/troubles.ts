import { setTimeout as pause } from 'node:timers/promises';
import type { Run } from '../ground/run';

/** What happens to a bridge over a long time; each heals by itself or is healed before it returns. */
export const troubles: Readonly<Record<string, (run: Run) => Promise<void>>> = {
  killed: async ({ bridge }) => {
    await bridge.end('SIGKILL');
    await bridge.insistOnStart(60_000);
  },
  terminated: async ({ bridge }) => {
    await bridge.end('SIGTERM');
    await bridge.insistOnStart(60_000);
  },
  frozen: async ({ bridge }) => {
    bridge.signal('SIGSTOP');
    await pause(3_000);
    bridge.signal('SIGCONT');
  },
  'backends terminated': async ({ ground, database }) => {
    await ground.postgres.asAdmin((admin) =>
      admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database.name]),
    );
  },
  'database away': ({ ground }) => ground.postgres.wire.troubleFor('away', 5_000),
  'database slow': ({ ground }) => ground.postgres.wire.troubleFor('slow', 10_000),
  'targets away': async (run) => {
    const windows = [{ fromMs: 0, forMs: Number.MAX_SAFE_INTEGER, how: 'unavailable' as const }];
    for (const role of ['website', 'backOffice'] as const) run.plan(role, { windows });
    await pause(5_000);
    for (const role of ['website', 'backOffice'] as const) run.plan(role, {});
  },
};

/** Those of a broker, where there is one. */
export const brokerTroubles: typeof troubles = {
  'broker away': async ({ ground }) => ground.kafka?.wire.troubleFor('away', 5_000),
};
