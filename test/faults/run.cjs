// `npm run faults` is `run.cjs main`, `npm run soak` is `run.cjs soak`: builds what is stale, then runs it with the arguments that follow.
'use strict';
const { spawn, spawnSync } = require('node:child_process');
const { join } = require('node:path');
const starter = require('../../apps/bridge/starter.cjs');

const [command = 'main', ...args] = process.argv.slice(2);

starter.prepare().then(() => {
  const tsc = join(starter.root, 'node_modules/typescript/bin/tsc');
  const built = spawnSync(starter.nodeFile(), [tsc, '-p', join(__dirname, 'tsconfig.json')], { cwd: starter.root, stdio: 'inherit' });
  if (built.status !== 0) process.exit(1);
  const main = join(starter.root, 'dist/test/faults', `${command}.js`);
  const child = spawn(starter.nodeFile(), [main, ...args], { cwd: starter.root, stdio: 'inherit' });
  process.on('SIGINT', () => undefined); // The terminal tells the child as well.
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
});
