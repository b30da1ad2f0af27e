// `npm test`: everything, ending with one line of its own.
'use strict';
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const starter = require('../apps/bridge/starter.cjs');

starter.install();
starter.build();
const folder = mkdtempSync(join(tmpdir(), 'people-exchange-counts-'));
const file = join(folder, 'counts.json');
const node = starter.nodeFor(process.version, process.platform, process.arch);
const args = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
  '-c',
  'test/jest.config.cjs',
  ...process.argv.slice(2),
];
const done = spawnSync(node, args, {
  cwd: starter.root,
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, TEST_COUNTS: file },
});
let counts = { passed: 0, failed: 1, skipped: 0 };
try {
  counts = JSON.parse(readFileSync(file, 'utf8'));
} catch (error) {
  process.stderr.write(`The test run left no counts: ${error.message}\n`);
}
rmSync(folder, { recursive: true, force: true });
if (counts.skipped > 0) process.stdout.write(`\n!!! ${counts.skipped} tests were skipped: look above for what this machine lacks !!!\n`);
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
process.exit(done.status === 0 && counts.failed === 0 && counts.passed > 0 ? 0 : 1);
