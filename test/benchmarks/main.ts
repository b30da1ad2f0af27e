import { loadavg } from 'node:os';
import { growth } from './growth';
import { Ground } from './harness/ground';
import { save, tableOf } from './harness/report';
import { type ResultRow, resultOf } from './harness/rounds';
import { rowGroups } from './rows';

const intro =
  'Ratios of ours to the floor in one run, rounds interleaved: median, least and most. `npm run bench` compares against these; `--save` writes them.';

interface Asked {
  readonly ids: readonly string[];
  readonly json: boolean;
  readonly rounds: number;
  readonly save: boolean;
  /** The rows beside other programs, and no others. */
  readonly peers: boolean;
  /** Instead of the rows: speed beside a past of up to so many events. */
  readonly growth?: number;
  readonly profileFolder?: string;
}

/** What was typed is wrong: said in a line, where a stack would hide it. */
class WrongUse extends Error {}

const flags = new Set(['--json', '--rounds', '--save', '--peers', '--most', '--profile']);

function asked(args: readonly string[]): Asked {
  const valueOf = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const strange = args.filter((arg) => arg.startsWith('-') && !flags.has(arg));
  if (strange.length > 0) throw new WrongUse(`There is no option ${strange.join(', ')}; there are ${[...flags].join(', ')}`);
  const known = new Set(rowGroups.flatMap(({ ids }) => ids));
  const ids = args.filter((arg) => /^R\d/.test(arg));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0) throw new WrongUse(`There is no row ${unknown.join(', ')}; there are ${[...known].join(', ')}`);
  return {
    ids,
    json: args.includes('--json'),
    rounds: Number(valueOf('--rounds') ?? 5),
    save: args.includes('--save'),
    peers: args.includes('--peers'),
    growth: args.includes('growth') ? Number(valueOf('--most') ?? 1e7) : undefined,
    profileFolder: valueOf('--profile'),
  };
}

async function main(): Promise<void> {
  const o = asked(process.argv.slice(2));
  const say = (what: string): void => void process.stderr.write(`${what}\n`);
  const [busy = 0] = loadavg();
  if (busy > 1) say(`The machine is busy (load ${busy.toFixed(1)}): figures of this run say little.`);
  const ground = await Ground.open();
  const rows: ResultRow[] = [];
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.once(signal, () => void ground.close().finally(() => process.exit(1)));
  try {
    if (o.growth !== undefined) return void process.stdout.write(`\n${await growth(ground, o.growth, say)}\n`);
    for (const group of rowGroups) {
      if (o.ids.length > 0 ? !group.ids.some((id) => o.ids.includes(id)) : o.peers !== (group.peer ?? false)) continue;
      say(`${group.ids.join(', ')} …`);
      const began = performance.now();
      // One row that cannot be measured is no reason to lose the others.
      const measured = await group.measure({ ground, rounds: o.rounds, profileFolder: o.profileFolder, say }).catch((error: unknown) => {
        say(`  could not be measured: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        process.exitCode = 1;
        return [];
      });
      const found = measured.map(resultOf);
      rows.push(...found);
      if (o.save && found.length > 0) save(found, intro);
      say(`  took ${Math.round((performance.now() - began) / 1000)} s`);
    }
  } finally {
    await ground.close();
  }
  process.stdout.write(o.json ? `${JSON.stringify({ rows })}\n` : `\n${tableOf(rows)}`);
  if (process.exitCode === undefined && rows.some((row) => !row.held)) process.exitCode = 2;
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    if (error instanceof WrongUse) {
      process.stderr.write(`${error.message}\n`);
      process.exit(64); // EX_USAGE of sysexits.h
    }
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
