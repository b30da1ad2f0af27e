// An Apache Kafka of one node from the fetched jars, on free ports below 32768, with its data in a folder of its own.
'use strict';
const { spawn, spawnSync } = require('node:child_process');
const { randomBytes, randomInt } = require('node:crypto');
const { mkdtempSync, rmSync, writeFileSync, readFileSync, openSync, closeSync } = require('node:fs');
const { connect, createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { complete, lib } = require('./jars.cjs');

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

/** A listener for clients that is encrypted and asks who they are, beside the plain one that the broker itself uses. */
const users = { bridge: 'let-the-bridge-in' };
const storePassword = 'changeit';

function securedSettings(folder) {
  const module = 'org.apache.kafka.common.security';
  return {
    'inter.broker.listener.name': 'PLAINTEXT',
    'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-512',
    'listener.name.sasl_ssl.plain.sasl.jaas.config': `${module}.plain.PlainLoginModule required user_bridge="${users.bridge}";`,
    'listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config': `${module}.scram.ScramLoginModule required;`,
    'ssl.keystore.location': join(folder, 'broker.p12'),
    'ssl.keystore.password': storePassword,
    'ssl.keystore.type': 'PKCS12',
  };
}

/** A certificate of 127.0.0.1 signed by itself; answers the file that a client trusts it by. */
function makeCertificate(folder) {
  const keytool = (...args) => {
    const done = spawnSync('keytool', [...args, '-alias', 'broker', '-keystore', join(folder, 'broker.p12'), '-storepass', storePassword], {
      encoding: 'utf8',
    });
    if (done.status !== 0) throw new Error(`No certificate could be made: ${done.stdout || done.error}`);
  };
  const ca = join(folder, 'broker.pem');
  keytool('-genkeypair', '-keyalg', 'EC', '-dname', 'CN=broker of tests', '-ext', 'san=ip:127.0.0.1', '-storetype', 'PKCS12');
  keytool('-exportcert', '-rfc', '-file', ca);
  return ca;
}

/** One node of a cluster in which every node is broker and controller. */
function settings({ folder, node, port, advertised, voters, copies, secured }) {
  const controller = voters[node - 1];
  const [more, at] = secured ? [`SASL_SSL://127.0.0.1:${secured.port},`, `,SASL_SSL://127.0.0.1:${secured.port}`] : ['', ''];
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': node,
    'controller.quorum.voters': voters.map((voter, index) => `${index + 1}@127.0.0.1:${voter}`).join(','),
    listeners: `PLAINTEXT://127.0.0.1:${port},${more}CONTROLLER://127.0.0.1:${controller}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${advertised}${at}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL',
    'log.dirs': join(folder, 'data'),
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': copies,
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1000,
    'auto.create.topics.enable': false,
    'log.cleaner.enable': false,
    'log.retention.check.interval.ms': 500,
    'log.initial.task.delay.ms': 0,
    ...(secured ? securedSettings(folder) : {}),
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
  const node = await layOut({ node: 1, advertised, voters: [await freePort()], copies: 1, id: clusterId() });
  await node.start();
  return node;
}

/** One that lets only `user` in, over TLS; `ca` is the file of who signed its certificate. */
async function startSecuredBroker() {
  const secured = { port: await freePort() };
  const node = await layOut({ node: 1, voters: [await freePort()], copies: 1, id: clusterId(), secured });
  await node.start();
  return { ...node, brokers: [`127.0.0.1:${secured.port}`], ca: node.ca, user: { username: 'bridge', password: users.bridge } };
}

/** Three nodes, each with `{brokers, kill, start, stop}` of its own; any two of them are enough. */
async function startCluster() {
  const voters = [await freePort(), await freePort(), await freePort()];
  const id = clusterId();
  const nodes = [];
  for (const node of [1, 2, 3]) nodes.push(await layOut({ node, voters, copies: 3, id }));
  await Promise.all(nodes.map(({ start }) => start()));
  return nodes;
}

function clusterId() {
  const bytes = randomBytes(16);
  // Never a dash at the front, which would be read as an option.
  bytes[0] &= 0x7f;
  return bytes.toString('base64url');
}

async function layOut({ id, ...o }) {
  if (!complete()) throw new Error('Apache Kafka is not here yet: `npm run kafka:get` fetches it');
  const folder = mkdtempSync(join(tmpdir(), 'people-exchange-kafka-'));
  const port = await freePort();
  const file = join(folder, 'server.properties');
  const log = join(folder, 'server.log');
  writeFileSync(file, settings({ ...o, folder, port, advertised: o.advertised ?? port }));
  const ca = o.secured ? makeCertificate(folder) : undefined;
  const scram = o.secured ? ['--add-scram', `SCRAM-SHA-512=[name=bridge,password=${users.bridge}]`] : [];
  const formatted = spawnSync('java', [...heap, ...classPath, 'kafka.tools.StorageTool', 'format', '-t', id, '-c', file, ...scram], {
    encoding: 'utf8',
  });
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
  return { brokers: [`127.0.0.1:${port}`], ca, kill, start, stop };
}

module.exports = { startBroker, startSecuredBroker, startCluster, freePort };
