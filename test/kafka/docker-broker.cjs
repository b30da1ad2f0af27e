// An Apache Kafka in a container, where a Docker engine answers.
'use strict';
const { spawnSync } = require('node:child_process');
const { freePort } = require('./local-broker.cjs');

const image = process.env.KAFKA_IMAGE || 'apache/kafka:4.1.0';

function engineAnswers() {
  const { error, status } = spawnSync('docker', ['info', '--format', '{{.ID}}'], { stdio: 'ignore', timeout: 10_000 });
  return !error && status === 0;
}

/** As startBroker does, on a fixed port of the host, which is the address it gives its clients. */
async function startContainer() {
  const { GenericContainer, Wait } = await import('testcontainers');
  const port = await freePort();
  const container = await new GenericContainer(image)
    .withExposedPorts({ container: 9092, host: port })
    .withEnvironment({
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_LISTENERS: 'PLAINTEXT://0.0.0.0:9092,CONTROLLER://127.0.0.1:9093',
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@127.0.0.1:9093',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    })
    // Who runs the tests finds what they started by it.
    .withLabels({ 'people-exchange-test-run': process.env.TEST_RUN || 'unnamed' })
    .withWaitStrategy(Wait.forListeningPorts())
    .start();
  return {
    brokers: [`127.0.0.1:${port}`],
    kill: async () => void spawnSync('docker', ['kill', '-s', 'KILL', container.getId()]),
    start: async () => void spawnSync('docker', ['start', container.getId()]),
    stop: () => container.stop(),
  };
}

module.exports = { engineAnswers, startContainer };
