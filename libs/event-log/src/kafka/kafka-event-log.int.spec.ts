import { connect, type Socket } from 'node:net';
import { Kafka, logLevel } from 'kafkajs';
import { type EventLog, KafkaEventLog } from '../index';
import { conformsAsEventLog } from '../../../../test/conformance/event-log.conformance';
import type { LogHarness } from '../../../../test/conformance/log-harness';
import { describeWithKafka, kafkaForTests } from '../../../../test/kafka/kafka-for-tests';

const sessionTimeoutMs = 6_000;

/** The connections of one log, as the network sees them. */
class Wires {
  private readonly sockets = new Set<Socket>();
  private cut = false;

  constructor(private readonly losesAnswers = false) {}

  readonly open = (at: { host: string; port: number }): Socket => {
    const socket = connect(at);
    this.sockets.add(socket);
    if (this.losesAnswers) this.loseAnswers(socket);
    if (this.cut) socket.destroy(new TypeError('this process is gone'));
    return socket;
  };

  /** As when the process is gone: no goodbye on any of them, and none new. */
  end(): void {
    this.cut = true;
    for (const socket of this.sockets) socket.destroy(new TypeError('this process is gone'));
  }

  /** The broker's answer to what was produced never arrives, once and for all of this client. */
  private loseAnswers(socket: Socket): void {
    const write = socket.write.bind(socket);
    let produced = false;
    const emit = socket.emit.bind(socket);
    const watched = (chunk: Buffer, ...rest: [BufferEncoding]): boolean => {
      produced ||= chunk.readInt16BE(4) === 0;
      return write(chunk, ...rest);
    };
    // One of several overloads, the one the client calls.
    socket.write = watched as typeof socket.write;
    socket.emit = (event: string | symbol, ...args: unknown[]): boolean => {
      if (event !== 'data' || !produced) return Reflect.apply(emit, socket, [event, ...args]);
      socket.destroy(new TypeError('the connection broke'));
      return true;
    };
  }
}

async function kafka(): Promise<LogHarness> {
  const { brokers, topic } = await kafkaForTests();
  const client = new Kafka({ brokers: [...brokers], clientId: 'stranger', logLevel: logLevel.NOTHING });
  const admin = client.admin();
  const producer = client.producer();
  await Promise.all([admin.connect(), producer.connect()]);
  const logs = new Map<EventLog, Wires>();
  const opened = (o: { losesAnswers?: boolean; brokers?: string[] } = {}): EventLog => {
    const wires = new Wires(o.losesAnswers);
    const log = new KafkaEventLog({ brokers: o.brokers ?? brokers, clientId: 'bridge', sessionTimeoutMs, openSocket: wires.open });
    logs.set(log, wires);
    return log;
  };
  const unreadable = { headers: { hello: 'there' }, key: 'stranger', value: 'no event' };
  return {
    topic: () => topic(),
    open: async () => opened(),
    kill: async (log) => logs.get(log)?.end(),
    putMalformed: async (of) => void (await producer.send({ topic: of, messages: [unreadable] })),
    openLosingAnswer: async () => opened({ losesAnswers: true }),
    openUnreachable: async () => opened({ brokers: ['127.0.0.1:1'] }),
    expire: async (of) => {
      const ends = await admin.fetchTopicOffsets(of);
      await admin.deleteTopicRecords({ topic: of, partitions: ends.map(({ partition, high }) => ({ partition, offset: high })) });
    },
    close: async () => {
      await Promise.all([...logs.keys()].map((log) => log.close()));
      await Promise.all([admin.disconnect(), producer.disconnect()]);
    },
  };
}

describeWithKafka('Kafka', () => conformsAsEventLog('the log in Kafka', kafka, 60_000));
