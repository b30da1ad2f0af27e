// Where Kafka for tests comes from on this machine: KAFKA_BROKERS, else Docker, else the fetched jars, else nowhere.
'use strict';
const { spawnSync } = require('node:child_process');
const { complete } = require('./jars.cjs');
const { engineAnswers, startContainer } = require('./docker-broker.cjs');
const { startBroker } = require('./local-broker.cjs');

function find() {
  const given = (process.env.KAFKA_BROKERS || '').split(',').filter(Boolean);
  if (given.length > 0) return { from: 'KAFKA_BROKERS', given };
  if (engineAnswers()) return { from: 'Docker' };
  if (!complete()) return { from: 'nowhere', why: 'no KAFKA_BROKERS, no Docker engine, and no jars (npm run kafka:get)' };
  if (spawnSync('java', ['-version'], { stdio: 'ignore' }).status !== 0)
    return { from: 'nowhere', why: 'no KAFKA_BROKERS, no Docker engine, and no `java` to run the fetched jars' };
  return { from: 'jars' };
}

/** A broker of one's own, where one can be started. */
function start(from) {
  return from === 'Docker' ? startContainer() : startBroker();
}

module.exports = { find, start };
