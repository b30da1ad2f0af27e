import { answerWith } from '../../harness/child';
import { plainKafka } from '../../harness/ground';
import type { DrainQuestion, Drained } from '../question';

/** A topic read as fast as the client can, whole batches at a time. */
async function drain({ brokers, topic, group, events, parse }: DrainQuestion): Promise<Drained> {
  const consumer = plainKafka(brokers).consumer({ groupId: group, maxBytes: 8 * 1_048_576, maxWaitTimeInMs: 250 });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  const over = Promise.withResolvers<Drained>();
  let [first, seen, length] = [0, 0, 0];
  await consumer.run({
    autoCommit: false,
    eachBatchAutoResolve: true,
    eachBatch: async ({ batch }) => {
      first ||= performance.now();
      if (parse) for (const { value } of batch.messages) length += Object.keys(JSON.parse(value?.toString() ?? '{}')).length;
      seen += batch.messages.length;
      if (seen >= events) over.resolve({ perSecond: (seen * 1000) / (performance.now() - first), seen, length });
    },
  });
  const drained = await over.promise;
  await consumer.disconnect();
  return drained;
}

answerWith(drain);
