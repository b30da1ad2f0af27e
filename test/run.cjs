// `npm test`: prepares what is missing, runs everything (or what the arguments name), and ends with one line of its own.
'use strict';
const { existsSync, mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const starter = require('../apps/bridge/starter.cjs');
const { runNode } = require('./run-node.cjs');

const folder = mkdtempSync(join(tmpdir(), 'people-exchange-counts-'));
const countsFile = join(folder, 'counts.json');
// The line is promised to scripts, so it comes even when preparing fails.
let last = { passed: 0, failed: 1, skipped: 0 };
process.on('exit', () => {
  rmSync(folder, { recursive: true, force: true });
  if (last.skipped > 0) process.stdout.write(`\n!!! ${last.skipped} SKIPPED: look above for what this machine lacks !!!\n`);
  process.stdout.write(`${last.passed} passed, ${last.failed} failed\n`);
});

const run = (args) => runNode(args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, TEST_COUNTS: countsFile } });

async function main() {
  await starter.prepare();
  const kafka = join(__dirname, 'kafka/get.cjs');
  if (existsSync(kafka) && !process.env.KAFKA_BROKERS && (await run([kafka])) !== 0) {
    process.stderr.write('\n!!! Apache Kafka could not be fetched: its tests will not run !!!\n');
  }
  const jest = ['node_modules/jest/bin/jest.js', '-c', 'test/jest.config.cjs'];
  const status = await run(['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', ...jest, ...process.argv.slice(2)]);
  last = countsOf(status);
  process.exitCode = status === 0 && last.failed === 0 && last.passed > 0 ? 0 : 1;
}

/** No counts mean that the run broke; none passed means that nothing was shown. */
function countsOf(status) {
  let counts;
  try {
    counts = JSON.parse(readFileSync(countsFile, 'utf8'));
  } catch {
    process.stderr.write('The test run left no counts.\n');
    return last;
  }
  const bad = counts.failed === 0 && (status !== 0 || counts.passed === 0);
  return bad ? { ...counts, failed: 1 } : counts;
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
