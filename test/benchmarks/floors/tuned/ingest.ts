import Ajv from 'ajv';
import Fastify from 'fastify';
import type { Producer } from 'kafkajs';
import { answerWith } from '../../harness/child';
import { plainKafka } from '../../harness/ground';
import type { IngestQuestion } from '../question';
import { eventSchema } from './event-schema';

interface Waiting {
  readonly key: string;
  readonly value: string;
  resolve(): void;
  reject(reason: unknown): void;
}

const mostMessages = 500;

/** One send in flight; what arrives meanwhile is the next batch. */
class NaturalBatches {
  private waiting: Waiting[] = [];
  private running = false;

  constructor(
    private readonly producer: Producer,
    private readonly topic: string,
  ) {}

  add(key: string, value: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ key, value, resolve, reject });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, mostMessages);
      try {
        await this.producer.send({ topic: this.topic, acks: -1, messages: batch });
        for (const one of batch) one.resolve();
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
    this.running = false;
  }
}

/** Tuned by hand: the body stays text, a compiled schema checks it, and sends batch by themselves. */
async function start({ brokers, topic }: IngestQuestion): Promise<number> {
  const producer = plainKafka(brokers).producer({ maxInFlightRequests: 1 });
  await producer.connect();
  const batches = new NaturalBatches(producer, topic);
  const isRight = new Ajv().compile<{ id: string; subject: string }>(eventSchema);
  const app = Fastify();
  app.addContentTypeParser('application/cloudevents+json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.post<{ Body: string }>('/v1/events', (request, reply) => {
    const event: unknown = JSON.parse(request.body);
    if (!isRight(event)) return void reply.code(422).send({ problems: isRight.errors });
    batches.add(event.subject, request.body).then(
      () =>
        reply
          .code(202)
          .type('application/json')
          .send(`{"id":${JSON.stringify(event.id)}}`),
      () => reply.code(503).send(),
    );
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

answerWith(start);
