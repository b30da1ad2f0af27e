import { topics } from '../event-log';
import { wordsOf } from '../reading/hand-over';
import type { KafkaCluster } from './cluster';

/** Whether the brokers answer and have the topics, and what of their set-up an operator should know. Never throws. */
export async function readinessOf(cluster: KafkaCluster, brokers: readonly string[]): Promise<{ ok: boolean; warnings: string[] }> {
  try {
    const wanted = Object.values(topics);
    const shapes = await cluster.shapes(wanted);
    const missing = wanted.filter((topic) => !shapes.some((shape) => shape.topic === topic));
    if (missing.length > 0)
      return { ok: false, warnings: [`Kafka has no topic ${missing.join(' and ')}: run \`people-exchange topics create\``] };
    const warnings: string[] = [];
    for (const { topic, replication } of shapes) {
      if (replication < 3)
        warnings.push(`${topic} keeps ${replication} of 3 copies of each event: a broker that dies may take events along`);
      const inSync = Number(await cluster.setting(topic, 'min.insync.replicas'));
      if (inSync < 2) warnings.push(`${topic} answers when ${inSync} broker has an event (min.insync.replicas): 2 make sure`);
    }
    return { ok: true, warnings };
  } catch (error) {
    return { ok: false, warnings: [`Kafka at ${brokers.join(', ')} cannot be used: ${wordsOf(error)}`] };
  }
}
