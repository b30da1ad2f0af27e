import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, type KafkaOptions, Payload, Transport } from '@nestjs/microservices';
import { answerWith } from '../../harness/child';
import type { DrainQuestion, Drained } from '../question';

/** A topic read as Nest itself reads Kafka: a handler call per message, which is parsed. */
async function drain({ brokers, topic, group, events }: DrainQuestion): Promise<Drained> {
  const over = Promise.withResolvers<Drained>();
  let [first, seen, length] = [0, 0, 0];

  @Controller()
  class Reader {
    @EventPattern(topic)
    take(@Payload() event: object): void {
      first ||= performance.now();
      length += Object.keys(event).length;
      seen += 1;
      if (seen === events) over.resolve({ perSecond: (seen * 1000) / (performance.now() - first), seen, length });
    }
  }

  @Module({ controllers: [Reader] })
  class Root {}

  const app = await NestFactory.createMicroservice<KafkaOptions>(Root, {
    transport: Transport.KAFKA,
    logger: false,
    options: {
      client: { brokers: [...brokers], clientId: 'bench', logLevel: 0 },
      // Nest adds `-server` to the name.
      consumer: { groupId: group },
      subscribe: { fromBeginning: true },
    },
  });
  await app.listen();
  const drained = await over.promise;
  await app.close();
  return drained;
}

answerWith(drain);
