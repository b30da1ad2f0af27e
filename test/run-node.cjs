// Runs what belongs to the tests outside Jest, with the Node that the bridge runs on.
'use strict';
const { spawn } = require('node:child_process');
const { join } = require('node:path');
const starter = require('../apps/bridge/starter.cjs');

/** Runs Node to its end and passes on what ends us. Resolves to its exit code. */
function runNode(args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(starter.nodeFile(), args, { cwd: starter.root, stdio: 'inherit', ...options });
    process.on('SIGINT', () => undefined); // The terminal tells the child as well.
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Builds what is stale, then a folder of `test` by its own `tsconfig.json`, and runs a program of it. */
async function runCompiled(folder, program, args) {
  await starter.prepare();
  const compiled = await runNode([join(starter.root, 'node_modules/typescript/bin/tsc'), '-p', join(__dirname, folder, 'tsconfig.json')]);
  process.exitCode = compiled === 0 ? await runNode([join(starter.root, 'dist/test', folder, `${program}.js`), ...args]) : compiled;
}

module.exports = { runNode, runCompiled };
