import type { IngestQuestion } from '../floors/question';
import type { BenchBridge } from './bridge';
import { type Floor, startFloorConnector, startFloorIngest } from './floors';
import { type Broker, floorTopic } from './ground';

/** A running way from HTTP to a target: an ingest and a connector. */
export interface Line {
  readonly port: number;
  readonly key?: string;
  readonly pids: readonly number[];
  stop(): Promise<void>;
}

export async function ourLine(bridge: BenchBridge): Promise<Line> {
  const connector = await bridge.start('back-office-connector');
  const ingest = await bridge.start('web-ingest');
  return {
    port: ingest.port,
    key: bridge.key,
    pids: [ingest.app.pid, connector.app.pid],
    stop: async () => {
      await ingest.app.stop();
      await connector.app.stop();
    },
  };
}

/** @param run names its topic and group, so that nobody waits for the session of the one before */
export async function floorLine(
  floor: Floor,
  o: { broker: Broker; databaseUrl: string; target: string; connections: number; run: string },
): Promise<Line> {
  const topic = `floor.line.${floor}.${o.run}`;
  await floorTopic(o.broker, topic);
  const { brokers } = o.broker;
  const { databaseUrl, target, connections } = o;
  const connector = await startFloorConnector(floor, { brokers, topic, group: topic, databaseUrl, target, connections });
  const question: IngestQuestion = { brokers, topic };
  const ingest = await startFloorIngest(floor, question);
  return {
    port: ingest.port,
    pids: [ingest.part.pid, connector.pid],
    stop: async () => {
      await ingest.part.stop();
      await connector.stop();
    },
  };
}
