'use strict';

module.exports = async () => {
  await globalThis.offeredKafka?.close();
  if (process.env.TEST_KAFKA_FROM !== 'nowhere') return;
  const line = '!'.repeat(100);
  process.stderr.write(`\n${line}\n!!  NO KAFKA: what Kafka alone can prove was NOT tested: ${process.env.TEST_KAFKA_WHY}\n${line}\n\n`);
};
