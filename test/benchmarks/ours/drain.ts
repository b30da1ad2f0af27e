import 'reflect-metadata';
import { Controller, Module, UseFilters } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, type MicroserviceOptions, Payload } from '@nestjs/microservices';
import { EventLogStrategy, FailuresAsTheyAre, KafkaEventLog, type RecordBatch } from '#event-log';
import type { DrainQuestion, Drained } from '../floors/question';
import { answerWith } from '../harness/child';

const transport = Symbol('drain');

/** A topic read through the bridge's Nest transport: a handler call per batch. */
async function drain({ brokers, topic, group, events, parse }: DrainQuestion): Promise<Drained> {
  const over = Promise.withResolvers<Drained>();
  let [first, seen, length] = [0, 0, 0];

  @Controller()
  @UseFilters(FailuresAsTheyAre)
  class Reader {
    @EventPattern(topic, transport)
    take(@Payload() batch: object): void {
      // This transport hands over batches, nothing else.
      const { records } = batch as RecordBatch;
      first ||= performance.now();
      if (parse) for (const record of records) if (record.malformed === undefined) length += Object.keys(JSON.parse(record.data)).length;
      seen += records.length;
      if (seen >= events) over.resolve({ perSecond: (seen * 1000) / (performance.now() - first), seen, length });
    }
  }

  @Module({ controllers: [Reader] })
  class Root {}

  const log = new KafkaEventLog({ brokers, clientId: 'bench' });
  const strategy = new EventLogStrategy({
    log,
    group,
    transport,
    positionOf: () => Promise.resolve(undefined),
    onIncident: ({ message }) => process.stderr.write(`${message}\n`),
  });
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(Root, { strategy, logger: false });
  await app.listen();
  const drained = await over.promise;
  await app.close();
  await log.close();
  return drained;
}

answerWith(drain);
