// Runs commands and waits for things, so that Ctrl-C ends both and cleaning up still happens.
'use strict';
const { spawn } = require('node:child_process');
const { setTimeout: pause } = require('node:timers/promises');

class Failed extends Error {}

let interrupted = false;
let current;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = true;
    current?.kill('SIGTERM');
  });
}

/** From here on an interruption counts no more: what was made is taken away. */
function beginCleaning() {
  interrupted = false;
}

function orInterrupted() {
  if (interrupted) throw new Failed('interrupted');
}

/** Answers {code, out, said}; `said` holds both streams, the last of them. Throws where the code is not 0, unless `mayFail`. */
async function run(command, args, { env = process.env, mayFail = false, show = false } = {}) {
  orInterrupted();
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  current = child;
  let [out, said] = ['', ''];
  const hear = (stream, keep) =>
    stream.on('data', (chunk) => {
      if (keep) out += chunk;
      said = (said + chunk).slice(-20_000);
      if (show) process.stderr.write(chunk);
    });
  hear(child.stdout, true);
  hear(child.stderr, false);
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      said += error.message;
      resolve(-1);
    });
    child.once('close', (status) => resolve(status ?? -1));
  });
  orInterrupted();
  if (code !== 0 && !mayFail)
    throw new Failed(`${command} ${args.join(' ')} ended with ${code}:\n${said.trim().split('\n').slice(-40).join('\n')}`);
  return { code, out, said };
}

/** Asks again until the answer is neither false nor undefined; an error on the way is shown when time is up. */
async function until(what, ask, limitMs = 90_000) {
  const end = Date.now() + limitMs;
  let last = '';
  for (;;) {
    orInterrupted();
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      last = `: ${error.message}`;
    }
    if (Date.now() > end) throw new Failed(`${what}: not within ${limitMs / 1000} s${last}`);
    await pause(300);
  }
}

function check(holds, otherwise) {
  if (!holds) throw new Failed(otherwise);
}

module.exports = { Failed, run, until, check, beginCleaning };
