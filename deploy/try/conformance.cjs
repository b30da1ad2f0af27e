// The tests of the log on Kafka, with the broker in a container of their own.
'use strict';
const { join } = require('node:path');
const starter = require('../../apps/bridge/starter.cjs');
const { find } = require('../../test/kafka/found.cjs');
const { run, check, beginCleaning } = require('./run.cjs');

const image = process.env.KAFKA_IMAGE || 'apache/kafka:4.1.0';
const spec = 'libs/event-log/src/kafka/kafka-event-log.int.spec.ts';

async function runConformance() {
  // Else they would use that broker and no container.
  delete process.env.KAFKA_BROKERS;
  check(find().from === 'Docker', 'the tests would not take Kafka from Docker');
  const began = Math.floor(Date.now() / 1000);
  const jest = join(starter.root, 'node_modules/jest/bin/jest.js');
  const args = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest, '-c', 'test/jest.config.cjs', spec];
  // The tests stop their broker themselves; the watcher for those that cannot would be one more image.
  const env = { ...process.env, CI: 'true', TESTCONTAINERS_RYUK_DISABLED: 'true' };
  process.chdir(starter.root);
  let said = '';
  try {
    ({ said } = await run(starter.nodeFile(), args, { env }));
  } finally {
    beginCleaning();
    const started = await startedSince(began);
    for (const id of started) await run('docker', ['rm', '-f', '-v', id], { mayFail: true });
    if (said) check(started.length > 0, `no container of ${image} was started`);
  }
  return /^Tests:.*$/m.exec(said)?.[0] ?? '';
}

/** Of testcontainers, which labels what it starts. */
async function startedSince(began) {
  const filters = ['type=container', 'event=start', `image=${image}`, 'label=org.testcontainers=true'].flatMap((one) => ['--filter', one]);
  const until = Math.ceil(Date.now() / 1000) + 1;
  const { out } = await run('docker', ['events', '--since', String(began), '--until', String(until), ...filters, '--format', '{{.ID}}'], {
    mayFail: true,
  });
  return [...new Set(out.split('\n').filter(Boolean))];
}

module.exports = { runConformance };
