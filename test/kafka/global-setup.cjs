// Offers one Kafka to a whole run; it is started by the first test that asks, in Jest's own process.
'use strict';
const { randomBytes } = require('node:crypto');
const { createServer } = require('node:http');
const { find, start } = require('./found.cjs');

module.exports = async () => {
  const found = find();
  process.env.TEST_KAFKA_FROM = found.from;
  if (found.from === 'nowhere') {
    process.env.TEST_KAFKA_WHY = found.why;
    return;
  }
  let started;
  const path = `/${randomBytes(16).toString('hex')}`;
  const server = createServer((request, answer) => {
    if (request.url !== path) return void answer.writeHead(404).end();
    started ??= found.given ? Promise.resolve({ brokers: found.given, stop: async () => undefined }) : start(found.from);
    started.then(
      ({ brokers }) => answer.end(JSON.stringify(brokers)),
      (error) => answer.writeHead(500).end(String(error)),
    );
  });
  server.unref();
  await new Promise((resolve) => void server.listen(0, '127.0.0.1', resolve));
  process.env.TEST_KAFKA_OFFER = `http://127.0.0.1:${server.address().port}${path}`;
  globalThis.offeredKafka = {
    close: async () => {
      server.closeAllConnections();
      server.close();
      // A start that failed was told to the test that asked.
      const broker = await Promise.resolve(started).catch(() => undefined);
      await broker?.stop();
    },
  };
};
