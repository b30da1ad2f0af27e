// An Apache Kafka of one node from the fetched jars, on free ports below 32768, with its data in a folder of its own.
'use strict';
const { spawn, spawnSync } = require('node:child_process');
const { randomBytes, randomInt } = require('node:crypto');
const { mkdtempSync, rmSync, writeFileSync, readFileSync, openSync, closeSync } = require('node:fs');
const { connect, createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { lib } = require('./jars.cjs');

/** Ends the broker when whoever started it is gone, however it went: the pipe of its stdin closes then. */
const watched =
  'exec 3<&0; "$@" </dev/null 3<&- & p=$!; (cat <&3 >/dev/null; kill -KILL $p) & w=$!; wait $p; r=$?; kill $w 2>/dev/null; exit $r';
const heap = ['-Xmx512m', '-Xms128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const classPath = ['-cp', join(lib, '*')];

async function freePort() {
  // Client ports begin at 32768 and would take ours between two starts.
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const server = createServer();
    const free = await new Promise((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

function settings(folder, port, controller, advertised) {
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.bootstrap.servers': `127.0.0.1:${controller}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${advertised}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': join(folder, 'data'),
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1000,
    'auto.create.topics.enable': false,
    'log.cleaner.enable': false,
    'log.retention.check.interval.ms': 500,
    'log.initial.task.delay.ms': 0,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

async function untilItAnswers(port, child, log) {
  const end = Date.now() + 60_000;
  for (;;) {
    const open = await new Promise((resolve) => {
      const socket = connect(port, '127.0.0.1', () => (socket.destroy(), resolve(true)));
      socket.once('error', () => resolve(false));
    });
    if (open) return;
    if (child.exitCode !== null || Date.now() > end) throw new Error(`Kafka did not start: ${readFileSync(log, 'utf8').slice(-2_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Answers `{brokers, kill, start, stop}`: `kill` as kill -9 would, `start` again on the same port and data, `stop` leaves nothing.
 * `advertised` is the port it tells its clients, where there is a wire in front of it.
 */
async function startBroker({ advertised } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'people-exchange-kafka-'));
  const [port, controller] = [await freePort(), await freePort()];
  const file = join(folder, 'server.properties');
  const log = join(folder, 'server.log');
  writeFileSync(file, settings(folder, port, controller, advertised ?? port));
  const bytes = randomBytes(16);
  // Never a dash at the front, which would be read as an option.
  bytes[0] &= 0x7f;
  const id = bytes.toString('base64url');
  const format = ['kafka.tools.StorageTool', 'format', '--standalone', '-t', id, '-c', file];
  const formatted = spawnSync('java', [...heap, ...classPath, ...format], { encoding: 'utf8' });
  if (formatted.status !== 0) throw new Error(`Kafka's folder could not be laid out: ${formatted.stderr || formatted.error}`);
  let child;
  const start = async () => {
    const out = openSync(log, 'a');
    const args = ['-c', watched, 'sh', 'java', ...heap, ...classPath, 'kafka.Kafka', file];
    child = spawn('sh', args, { stdio: ['pipe', out, out], detached: true });
    closeSync(out);
    // The write end of a closed pipe complains where nobody listens.
    child.stdin.on('error', () => undefined);
    child.unref();
    child.stdin.unref?.();
    await untilItAnswers(port, child, log);
  };
  const kill = async () => {
    if (child === undefined || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.ref();
    child.stdin.end();
    await gone;
  };
  const stop = async () => {
    await kill();
    rmSync(folder, { recursive: true, force: true });
  };
  await start();
  return { brokers: [`127.0.0.1:${port}`], kill, start, stop };
}

module.exports = { startBroker, freePort };
