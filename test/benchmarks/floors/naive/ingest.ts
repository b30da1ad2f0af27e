import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import Fastify from 'fastify';
import { Pool } from 'pg';
import { answerWith } from '../../harness/child';
import { plainKafka } from '../../harness/ground';
import type { IngestQuestion } from '../question';
import { EventBody } from './event-body';

/** What a person writes in an afternoon: class-validator on each body, and one send, or one INSERT, per request. */
async function start({ brokers, topic, databaseUrl }: IngestQuestion): Promise<number> {
  const keep = databaseUrl === undefined ? await toKafka(brokers, topic) : toTable(databaseUrl);
  const app = Fastify();
  app.addContentTypeParser('application/cloudevents+json', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'));
  app.post('/v1/events', async (request, reply) => {
    const body = plainToInstance(EventBody, request.body);
    const problems = await validate(body);
    if (problems.length > 0) return reply.code(422).send({ problems: problems.map(({ property }) => property) });
    await keep(body);
    return reply.code(202).send({ id: body.id });
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function toKafka(brokers: readonly string[], topic: string): Promise<(body: EventBody) => Promise<void>> {
  const producer = plainKafka(brokers).producer();
  await producer.connect();
  return async (body) => {
    await producer.send({ topic, acks: -1, messages: [{ key: body.subject, value: JSON.stringify(body) }] });
  };
}

function toTable(databaseUrl: string): (body: EventBody) => Promise<void> {
  // As many connections as requests at a time, so that commits share a flush of the disk.
  const pool = new Pool({ connectionString: databaseUrl, max: 64 });
  return async (body) => {
    await pool.query('insert into floor_log (id, subject, body) values ($1, $2, $3)', [body.id, body.subject, JSON.stringify(body)]);
  };
}

answerWith(start);
