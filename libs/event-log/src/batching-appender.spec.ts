import { BatchingAppender } from './batching-appender';
import { LogBusy } from './errors';
import type { LogEntry } from './event-log';
import { MemoryEventLog } from './memory/memory-event-log';

/** Appends take as long as the test lets them. */
class HeldLog extends MemoryEventLog {
  readonly held: (() => void)[] = [];

  override async append(topic: string, entries: readonly LogEntry[]): Promise<void> {
    await new Promise<void>((go) => void this.held.push(go));
    await super.append(topic, entries);
  }
}

const entry = (id: string): LogEntry => ({ key: 'person', attributes: { id }, data: '{}' });

describe('a batching appender on a slow log', () => {
  let log: HeldLog;
  let appender: BatchingAppender;
  const answers: string[] = [];

  beforeEach(() => {
    jest.useFakeTimers();
    log = new HeldLog();
    appender = new BatchingAppender(log, { entries: 1, waitMs: 10_000 });
    answers.length = 0;
  });
  afterEach(() => void jest.useRealTimers());

  const hand = (id: string, topic = 'topic'): void =>
    void appender.append(topic, entry(id)).then(
      () => answers.push(`${id} taken`),
      (error: unknown) => answers.push(`${id} ${error instanceof LogBusy ? 'busy' : 'failed'}`),
    );
  const turn = (): Promise<void> => jest.advanceTimersByTimeAsync(0);
  /** The append under way ends after so long. */
  const appendTakes = async (ms: number): Promise<void> => {
    await jest.advanceTimersByTimeAsync(ms);
    log.held.shift()?.();
    await turn();
  };

  it('I6: lets nobody in who would give up before its turn came, and everybody once the log is quick again', async () => {
    for (const id of ['a', 'b', 'c', 'd']) hand(id);
    await turn();
    await appendTakes(4_000);
    hand('e'); // Behind c and d, at 4 s each.
    hand('f'); // Behind three.
    await turn();
    expect(answers).toEqual(['a taken', 'f busy']);
    await appendTakes(10);
    hand('g');
    for (let left = 0; left < 4; left += 1) await appendTakes(10);
    expect(answers).toEqual(['a taken', 'f busy', 'b taken', 'c taken', 'd taken', 'e taken', 'g taken']);
  });

  it('I6: takes the append under way for as slow as it is by now', async () => {
    for (const id of ['a', 'b']) hand(id);
    await turn();
    await jest.advanceTimersByTimeAsync(11_000);
    hand('c');
    hand('d', 'another topic');
    await turn();
    expect(answers).toEqual(['c busy']);
    expect(log.held).toHaveLength(2);
  });

  it('lets in whoever comes when nothing waits, however slow the log was', async () => {
    hand('a');
    await turn();
    await appendTakes(60_000);
    hand('b');
    await turn();
    await appendTakes(5);
    expect(answers).toEqual(['a taken', 'b taken']);
  });

  it('keeps appends of few apart, so that they go together, and lets many go at once', async () => {
    appender = new BatchingAppender(log, { few: 3, apartMs: 5 });
    hand('a');
    await turn();
    await appendTakes(1);
    hand('b');
    await jest.advanceTimersByTimeAsync(3);
    expect(log.held).toHaveLength(0);
    hand('c');
    await jest.advanceTimersByTimeAsync(1);
    await appendTakes(0);
    expect(answers).toEqual(['a taken', 'b taken', 'c taken']);
    expect(appender.counts).toEqual({ batches: 2, entries: 3 });
    for (const id of ['d', 'e', 'f']) hand(id);
    await turn();
    expect(log.held).toHaveLength(1);
  });

  it('keeps nobody waiting who comes after a pause', async () => {
    appender = new BatchingAppender(log, { few: 3, apartMs: 5 });
    hand('a');
    await turn();
    await appendTakes(1);
    await jest.advanceTimersByTimeAsync(4);
    hand('b');
    await turn();
    expect(log.held).toHaveLength(1);
  });
});
