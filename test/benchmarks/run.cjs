// `npm run bench [-- ROW …] [--json] [--rounds N] [--save]`: builds what is stale, then measures with what was built.
'use strict';
const { spawn } = require('node:child_process');
const { join } = require('node:path');
const starter = require('../../apps/bridge/starter.cjs');

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(starter.nodeFile(), args, { cwd: starter.root, stdio: 'inherit' });
    process.on('SIGINT', () => undefined); // The terminal tells the child as well.
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function main() {
  await starter.prepare();
  const compiled = await run([join(starter.root, 'node_modules/typescript/bin/tsc'), '-p', join(__dirname, 'tsconfig.json')]);
  if (compiled !== 0) return compiled;
  return run([join(starter.root, 'dist/test/benchmarks/main.js'), ...process.argv.slice(2)]);
}

main().then((code) => {
  process.exitCode = code;
});
