import { type EventLog, KafkaEventLog, PostgresEventLog } from '#event-log';
import { openDatabase } from '#runtime';
import type { DrainQuestion, Drained } from '../floors/question';
import { answerWith } from '../harness/child';

/** Everything a log holds, as a rebuild reads it. */
async function replay({ brokers, databaseUrl, topic, events }: DrainQuestion): Promise<Drained> {
  const log: EventLog =
    databaseUrl === undefined
      ? new KafkaEventLog({ brokers, clientId: 'bench' })
      : new PostgresEventLog(await openDatabase({ url: databaseUrl, name: 'replay', everyAgency: true }));
  let [first, seen] = [0, 0];
  for await (const { records } of log.read(topic, { time: new Date(0) })) {
    first ||= performance.now();
    seen += records.length;
  }
  const perSecond = (seen * 1000) / (performance.now() - first);
  if (seen !== events) throw new TypeError(`${seen} of ${events} events were read`);
  await log.close();
  return { perSecond, seen, length: 0 };
}

answerWith(replay);
