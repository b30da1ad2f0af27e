import type { ConnectionOptions } from 'node:tls';
import { Kafka, type LogEntry as KafkaLine, logLevel, type SASLOptions } from 'kafkajs';
import { armTimerOnlyForPending } from './idle-timer';
import { readHeadersQuickly } from './quick-headers';
import { type OpenSocket, Sockets } from './sockets';

export interface KafkaLogLine {
  readonly level: 'error' | 'warn';
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface KafkaConnection {
  /** HOST:PORT of each. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  /** What the client says of its connections; much of it mends itself, so it is no incident. */
  readonly log?: (line: KafkaLogLine) => void;
  /** TLS, where the brokers want it. */
  readonly ssl?: ConnectionOptions;
  /** As whom, where the brokers ask. */
  readonly sasl?: SASLOptions;
  /** How connections are opened, where not plainly. */
  readonly openSocket?: OpenSocket;
}

/** Near a second at most between attempts: 3 s after an hour's outage there is no lag, with longer pauses half a minute. */
export const retry = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5 };

/** A kafkajs client of its own, with its own connections, which never prints. */
export function kafkajsClient(o: KafkaConnection): { kafka: Kafka; sockets: Sockets } {
  armTimerOnlyForPending();
  readHeadersQuickly();
  const sockets = new Sockets(o.openSocket, o.ssl);
  const kafka = new Kafka({
    brokers: [...o.brokers],
    clientId: o.clientId,
    sasl: o.sasl,
    connectionTimeout: 3_000,
    requestTimeout: 8_000,
    retry,
    logLevel: logLevel.WARN,
    logCreator: () => (line: KafkaLine) => o.log?.(lineOf(line)),
    socketFactory: sockets.factory,
  });
  return { kafka, sockets };
}

function lineOf({ level, log: { message, timestamp, ...facts } }: KafkaLine): KafkaLogLine {
  return { level: level === logLevel.ERROR ? 'error' : 'warn', message, facts: { ...facts, timestamp } };
}
