import { seededRuns } from './faults/seeded';
import { whyOf } from './run-faults';
import type { LogKind } from './ground/run';
import { Servers } from './ground/servers';

/** Runs every seeded bug; answers 0 where the checker went red for each. */
export async function runSeeded(o: { logs: readonly LogKind[]; names: readonly string[]; seed: string; scale: number }): Promise<number> {
  const say = (text: string): void => void process.stderr.write(text);
  let missed = 0;
  for (const log of o.logs) {
    const servers = new Servers(log);
    for (const bug of seededRuns.filter(({ name }) => o.names.length === 0 || o.names.includes(name))) {
      const stood = await servers.ready();
      const checked = await bug.run({ log, scale: o.scale, seed: `${o.seed}:${bug.name}`, tell: () => undefined, ...stood });
      const found = checked.verdicts.some(({ promise, broken }) => broken > 0 && bug.breaks.includes(promise));
      if (!found) missed += 1;
      say(
        `${found ? 'found ' : 'MISSED'} ${log.padEnd(9)} ${bug.name.padEnd(28)} ${whyOf(checked)[0]?.slice(0, 160) ?? 'everything seemed to hold'}\n`,
      );
    }
    await servers.close();
  }
  say(missed === 0 ? 'The checker found every seeded bug.\n' : `The checker missed ${missed} seeded bugs.\n`);
  return missed === 0 ? 0 : 1;
}
