import { type EventLog, MemoryEventLog, MemoryLogStore } from '../index';
import { conformsAsEventLog } from '../../../../test/conformance/event-log.conformance';
import type { LogHarness } from '../../../../test/conformance/log-harness';

/** The answer of the first append is lost, no other. */
function losingOnce(): () => void {
  let lost = false;
  return () => {
    if (lost) return;
    lost = true;
    throw new TypeError('the connection broke');
  };
}

async function memory(): Promise<LogHarness> {
  const store = new MemoryLogStore();
  const logs: EventLog[] = [];
  let topics = 0;
  const opened = (log: EventLog): EventLog => (logs.push(log), log);
  return {
    topic: async () => `topic-${(topics += 1)}`,
    open: async () => opened(new MemoryEventLog({ store })),
    kill: async () => store.loseReaders(),
    putMalformed: async (topic) => store.add(topic, [{ key: 'stranger', attributes: { hello: 'there' }, data: 'no event' }], new Date()),
    openLosingAnswer: async () => opened(new MemoryEventLog({ store, beforeAnswer: losingOnce() })),
    // Those that were killed too: what is left of them would go on looking.
    close: async () => void (await Promise.all(logs.map((log) => log.close()))),
  };
}

conformsAsEventLog('the log in memory', memory);
