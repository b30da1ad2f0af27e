import type { LogIncident } from '../event-log';
import { Watch } from './watch';

describe('the watch over a reader', () => {
  const told: LogIncident[] = [];
  let answers = true;
  let watch: Watch;

  beforeEach(() => {
    jest.useFakeTimers();
    told.length = 0;
    watch = new Watch({ quietMs: 20_000, answers: async () => answers, tell: (incident) => void told.push(incident) });
  });
  afterEach(() => {
    watch.end();
    jest.useRealTimers();
  });

  it('says nothing while there are signs', async () => {
    for (let seconds = 0; seconds < 120; seconds += 10) {
      await jest.advanceTimersByTimeAsync(10_000);
      watch.sign();
    }
    expect(told).toEqual([]);
  });

  it('brokers that are away are told of once, and are nothing to end a process for', async () => {
    answers = false;
    await jest.advanceTimersByTimeAsync(120_000);
    expect(told.map(({ what, fatal }) => [what, fatal])).toEqual([['logAway', false]]);
  });

  it('a reader that fetches nothing though the brokers answer is stopped for good, told once', async () => {
    answers = true;
    await jest.advanceTimersByTimeAsync(120_000);
    expect(told.map(({ what, fatal }) => [what, fatal])).toEqual([['consumerStopped', true]]);
  });

  it('brokers that have just come back are given the whole time, as a group waits for members it still believes in', async () => {
    answers = false;
    await jest.advanceTimersByTimeAsync(40_000);
    answers = true;
    await jest.advanceTimersByTimeAsync(19_000);
    expect(told.map(({ what }) => what)).toEqual(['logAway']);
    watch.sign();
    await jest.advanceTimersByTimeAsync(4_000);
    expect(told.map(({ what }) => what)).toEqual(['logAway']);
  });

  it('a client that gives up is told of at once', () => {
    watch.stopped(new TypeError('no group'));
    expect(told).toEqual([expect.objectContaining({ what: 'consumerStopped', fatal: true, message: expect.stringContaining('no group') })]);
  });
});
