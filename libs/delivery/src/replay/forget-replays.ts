import type { DataSource } from 'typeorm';

const perStep = 5_000;

/** Drops what became of replays that ended or were planned before a time, a step at a time; what runs or may go on stays. */
export async function forgetReplays(db: DataSource, before: Date): Promise<void> {
  const runs: { agency: string; id: string }[] = await db.query(
    `select agency, id from exchange.replay_runs where state = 'done' and ended_at < $1 or state = 'planned' and planned_at < $1`,
    [before],
  );
  for (const { agency, id } of runs) {
    for (let dropped = perStep; dropped === perStep;) {
      const [, count]: [unknown, number] = await db.query(
        `delete from exchange.replay_deliveries where (agency, run, seq) in (
           select agency, run, seq from exchange.replay_deliveries where agency = $1 and run = $2 limit ${perStep})`,
        [agency, id],
      );
      dropped = count;
    }
    await db.query('delete from exchange.replay_runs where agency = $1 and id = $2', [agency, id]);
  }
}
