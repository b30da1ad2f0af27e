import { Pool } from 'pg';
import { answerWith } from '../../harness/child';
import { plainKafka } from '../../harness/ground';
import type { ConnectorQuestion } from '../question';

/** What a person writes in an afternoon: one message after the other, one INSERT each, the global `fetch`. */
async function start({ brokers, topic, group, databaseUrl, target }: ConnectorQuestion): Promise<boolean> {
  const pool = new Pool({ connectionString: databaseUrl });
  const consumer = plainKafka(brokers).consumer({ groupId: group });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message }) => {
      const body = message.value?.toString() ?? '';
      const { id, subject } = JSON.parse(body);
      const kept = await pool.query('insert into naive_inbox (id, subject, body) values ($1, $2, $3) on conflict do nothing', [
        id,
        subject,
        body,
      ]);
      if (kept.rowCount === 0) return;
      const answer = await fetch(target, { method: 'POST', headers: { 'content-type': 'application/cloudevents+json' }, body });
      if (!answer.ok) throw new TypeError(`The target answered ${answer.status}`);
      await answer.text();
    },
  });
  return true;
}

answerWith(start);
