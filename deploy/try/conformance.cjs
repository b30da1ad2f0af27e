// The tests of the log on Kafka, with the broker in a container of their own.
'use strict';
const { execFile } = require('node:child_process');
const { randomBytes } = require('node:crypto');
const { join } = require('node:path');
const starter = require('../../apps/bridge/starter.cjs');
const { find } = require('../../test/kafka/found.cjs');
const { run, check, beginCleaning } = require('./run.cjs');

const spec = 'libs/event-log/src/kafka/kafka-event-log.int.spec.ts';

async function runConformance() {
  // Else they would use that broker and no container.
  delete process.env.KAFKA_BROKERS;
  check(find().from === 'Docker', 'the tests would not take Kafka from Docker');
  const jest = join(starter.root, 'node_modules/jest/bin/jest.js');
  const args = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest, '-c', 'test/jest.config.cjs', spec];
  const id = randomBytes(8).toString('hex');
  // The tests stop their broker themselves; the watcher for those that cannot would be one more image.
  const env = { ...process.env, CI: 'true', TESTCONTAINERS_RYUK_DISABLED: 'true', TEST_RUN: id };
  process.chdir(starter.root);
  const seen = watchContainers(`label=people-exchange-test-run=${id}`);
  try {
    const { said } = await run(starter.nodeFile(), args, { env });
    check(seen.ids.size > 0, 'the tests passed, but no container was started for them');
    return `${/^Tests:.*$/m.exec(said)?.[0] ?? ''}, on ${seen.ids.size} container${seen.ids.size === 1 ? '' : 's'}`;
  } finally {
    beginCleaning();
    await seen.stop();
    // Those of tests that were cut off; the others are gone.
    for (const one of seen.ids) await run('docker', ['rm', '-f', '-v', one], { mayFail: true });
  }
}

/** The engine remembers only the last events, so we look while they run, and once more for what came last. */
function watchContainers(filter) {
  const ids = new Set();
  const look = () =>
    new Promise((resolve) => {
      execFile('docker', ['ps', '-aq', '--no-trunc', '--filter', filter], (_, out) => {
        for (const id of out.split('\n').filter(Boolean)) ids.add(id);
        resolve();
      });
    });
  const timer = setInterval(look, 1_000);
  return {
    ids,
    stop() {
      clearInterval(timer);
      return look();
    },
  };
}

module.exports = { runConformance };
