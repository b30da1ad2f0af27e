import { argv, exit, stderr, stdout } from 'node:process';
import { readSettings } from '#runtime';
import { run } from './program';
import { wiring } from './wiring';

const terminal = {
  out: (text: string) => void stdout.write(text),
  err: (text: string) => void stderr.write(text),
  colour: stdout.isTTY,
};

run(argv.slice(2), terminal, () => readSettings().dataDir, wiring).then(
  // What was written to a pipe must be through before the process ends.
  (code) => stdout.write('', () => exit(code)),
  (problem: unknown) => {
    stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
    exit(1);
  },
);
