import { BenchBridge } from '../harness/bridge';
import { Part } from '../harness/child';
import { runOf } from '../harness/floors';
import { inTurn } from '../harness/rounds';
import { atLeast, type RowGroup } from '../harness/row';
import type { InboxQuestion } from '../ours/inbox';

async function figure(file: string, question: InboxQuestion, execArgv: readonly string[] = []): Promise<number> {
  const part = Part.start(file, execArgv);
  return part.ask<number>(question).finally(() => part.stop());
}

export const inbox: RowGroup = {
  ids: ['R9'],
  measure: async ({ ground, rounds, say, profileFolder }) => {
    const { databaseUrl } = await BenchBridge.setUp({ ground });
    const batches = 60;
    const profiling = profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
    const found = await inTurn(
      rounds,
      {
        copy: (round) => figure('floors/tuned/raw-copy', { databaseUrl, run: runOf('c', round), from: 0, batches }),
        ours: (round) => figure('ours/inbox', { databaseUrl, run: runOf('o', round), from: round * batches * 500, batches }, profiling),
      },
      say,
    );
    await ground.drop(databaseUrl);
    return [
      {
        id: 'R9',
        what: 'inbox with dedup, 500 rows a transaction, vs COPY of the same rows',
        unit: 'rows/s',
        goal: atLeast(0.5, 0.7),
        rounds: found.map((f) => ({ floor: f.copy, ours: f.ours })),
      },
    ];
  },
};
