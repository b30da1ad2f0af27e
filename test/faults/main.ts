import { allFaults } from './faults/all';
import { seededRuns } from './faults/seeded';
import { runFaults } from './run-faults';
import { runSeeded } from './run-seeded';
import { typedArguments } from './typed-arguments';

const { values, positionals } = typedArguments({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    seeded: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    log: { type: 'string' },
    seed: { type: 'string', default: String(Date.now()) },
    scale: { type: 'string', default: '1' },
    // A folder for what the bridges said, a file per fault: to look at what a broken promise came from.
    said: { type: 'string' },
  },
});

async function main(): Promise<number> {
  if (values.list) {
    for (const { name, what } of allFaults) process.stdout.write(`${name.padEnd(32)} ${what}\n`);
    return 0;
  }
  const known: readonly { readonly name: string }[] = values.seeded ? seededRuns : allFaults;
  const unknown = positionals.filter((name) => !known.some((one) => one.name === name));
  const logs =
    values.log === undefined ? (['embedded', 'kafka'] as const) : (['embedded', 'kafka'] as const).filter((log) => log === values.log);
  const scale = Number(values.scale);
  const problems = [
    ...unknown.map((name) => `there is no fault "${name}": --list shows what there is`),
    ...(logs.length === 0 ? [`--log is embedded or kafka, not "${values.log}"`] : []),
    ...(scale > 0 ? [] : [`--scale is a number above 0, such as 0.5, not "${values.scale}"`]),
  ];
  if (problems.length > 0) {
    process.stderr.write(`${problems.join('\n')}\n`);
    return 64; // EX_USAGE of sysexits.h
  }
  if (values.seeded) return runSeeded({ logs, names: positionals, seed: values.seed, scale });
  const chosen = positionals.length === 0 ? allFaults : allFaults.filter(({ name }) => positionals.includes(name));
  return runFaults({ faults: chosen, logs, seed: values.seed, scale, json: values.json, said: values.said });
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(70);
  },
);
