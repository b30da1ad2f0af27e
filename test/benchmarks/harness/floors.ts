import { Client } from 'pg';
import { type ConnectorQuestion, floorTables, type IngestQuestion } from '../floors/question';
import { eventText, subjectOf } from '../load/events';
import { Part } from './child';
import { type Broker, type Ground, plainKafka } from './ground';

export type Floor = 'naive' | 'tuned';

/** A database with the tables of the floors. */
export async function floorDatabase(ground: Ground): Promise<string> {
  const url = await ground.database();
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(floorTables).finally(() => client.end());
  return url;
}

/** Answers the process and its port. */
export async function startFloorIngest(floor: Floor, question: IngestQuestion): Promise<{ part: Part; port: number }> {
  const part = Part.start(`floors/${floor}/ingest`);
  return { part, port: await part.ask<number>(question) };
}

export async function startFloorConnector(floor: Floor, question: ConnectorQuestion): Promise<Part> {
  const part = Part.start(`floors/${floor}/connector`);
  await part.ask(question);
  return part;
}

/** Puts events into a topic as the floors' ingests do. */
export async function fillTopic(broker: Broker, topic: string, o: { run: string; events: number; persons: number }): Promise<void> {
  const producer = plainKafka(broker.brokers).producer();
  await producer.connect();
  for (let start = 0; start < o.events; start += 500) {
    const messages = Array.from({ length: Math.min(500, o.events - start) }, (_, n) => {
      const person = (start + n) % o.persons;
      return { key: subjectOf(person), value: eventText(o.run, start + n, person) };
    });
    await producer.send({ topic, acks: -1, messages });
  }
  await producer.disconnect();
}

/** Names a round in four letters. */
export const runOf = (letter: string, round: number): string => `${letter}${String(round).padStart(3, '0')}`;
