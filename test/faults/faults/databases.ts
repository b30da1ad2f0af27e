import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { PostgresUnderFault } from '../ground/postgres-under-fault';
import { SmallDisk } from '../ground/small-disk';
import type { Fault } from './fault';
import { underLoad } from './under-load';

export const databaseFaults: readonly Fault[] = [
  {
    name: 'postgres-restarted',
    what: 'PostgreSQL is stopped in order and comes back after 3 s',
    run: (ground) => underLoad(ground, () => stopAndStart(ground, 'fast', 3_000)),
  },
  {
    name: 'postgres-stopped-hard',
    what: 'PostgreSQL is stopped at once, as when its machine dies, and recovers',
    run: (ground) => underLoad(ground, () => stopAndStart(ground, 'immediate', 1_000)),
  },
  {
    name: 'postgres-away',
    what: 'PostgreSQL refuses connections for 60 s',
    run: (ground) =>
      underLoad(ground, () => ground.postgres.wire.troubleFor('away', 60_000 * ground.scale), { load: { insistMs: 120_000 } }),
  },
  {
    name: 'postgres-half-open',
    what: 'nothing comes from PostgreSQL for 20 s and no connection breaks, as when its machine lost its power',
    run: (ground) =>
      underLoad(ground, () => ground.postgres.wire.troubleFor('halfOpen', 20_000 * ground.scale), { load: { insistMs: 120_000 } }),
  },
  {
    name: 'postgres-answers-cut',
    what: 'connections to PostgreSQL break when the answer comes, so that nobody knows whether it committed',
    run: (ground) =>
      underLoad(ground, async () => {
        for (let times = 0; times < 8; times += 1) {
          await ground.postgres.wire.troubleFor('deafToAnswers', 60);
          await pause(400);
        }
      }),
  },
  {
    name: 'backends-terminated',
    what: 'pg_terminate_backend of every connection, five times',
    run: (ground) =>
      underLoad(ground, async ({ database }) => {
        for (let times = 0; times < 5; times += 1) {
          await ground.postgres.asAdmin((admin) =>
            admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database.name]),
          );
          await pause(500);
        }
      }),
  },
  {
    name: 'connections-exhausted',
    what: 'somebody else holds all connections that PostgreSQL gives, while those of the bridge are broken',
    run: (ground) =>
      underLoad(ground, async ({ database }) => {
        const holders: Client[] = [];
        await ground.postgres.asAdmin((admin) => admin.query(`alter database ${database.name} connection limit 20`));
        await ground.postgres.asAdmin((admin) =>
          admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database.name]),
        );
        for (let n = 0; n < 20; n += 1) {
          const holder = new Client({ connectionString: database.url });
          holder.on('error', () => undefined); // Whom the limit refuses holds nothing.
          await holder.connect().then(
            () => holders.push(holder),
            () => undefined,
          );
        }
        await pause(5_000 * ground.scale);
        await Promise.all(holders.map((holder) => holder.end()));
        await ground.postgres.asAdmin((admin) => admin.query(`alter database ${database.name} connection limit -1`));
      }),
  },
  {
    name: 'long-transaction',
    what: 'somebody keeps a transaction open that holds the lanes and the positions for 8 s',
    run: (ground) =>
      underLoad(ground, ({ database }) =>
        ground.postgres.asAdmin(async (admin) => {
          await admin.query('begin');
          await admin.query('select from exchange.positions for update');
          await admin.query('select from exchange.lanes for update');
          await pause(8_000 * ground.scale);
          await admin.query('rollback');
        }, database.name),
      ),
  },
  {
    name: 'disk-full',
    what: 'the disk of PostgreSQL is full for 5 s: nothing is accepted meanwhile, nothing that was is lost',
    notHere: () => (SmallDisk.canBe() ? undefined : 'a small disk cannot be mounted here: it needs root and the right to mount'),
    async run(ground) {
      const disk = SmallDisk.mount(160);
      try {
        // A server of its own: the others' disk must not be full.
        const postgres = await PostgresUnderFault.start(disk.folder, ['wal_recycle=off', 'max_wal_size=32MB']);
        try {
          return await underLoad({ ...ground, postgres }, async () => {
            disk.fill();
            await pause(5_000 * ground.scale);
            disk.makeRoom();
          });
        } finally {
          await postgres.close();
        }
      } finally {
        disk.unmount();
      }
    },
  },
];

async function stopAndStart({ postgres, scale }: Parameters<Fault['run']>[0], mode: 'fast' | 'immediate', awayMs: number): Promise<void> {
  await postgres.stop(mode);
  await pause(awayMs * scale);
  await postgres.startAgain();
}
