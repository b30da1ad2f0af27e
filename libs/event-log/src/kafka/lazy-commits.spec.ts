import { LazyCommits } from './lazy-commits';

describe('lazy commits', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('all partitions are committed jointly, the newest position of each, after half a second', async () => {
    const commit = jest.fn(async () => undefined);
    const commits = new LazyCommits(commit, () => undefined);
    commits.note({ topic: 't', partition: 0 }, 5n);
    commits.note({ topic: 't', partition: 1 }, 7n);
    commits.note({ topic: 't', partition: 0 }, 9n);
    await jest.advanceTimersByTimeAsync(499);
    expect(commit).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(commit.mock.calls).toEqual([
      [
        [
          { topic: 't', partition: 0, offset: '9' },
          { topic: 't', partition: 1, offset: '7' },
        ],
      ],
    ]);
  });

  it('a commit that fails is told and stops nothing', async () => {
    const failures: unknown[] = [];
    const commits = new LazyCommits(
      () => Promise.reject(new TypeError('the group is rebalancing')),
      (cause) => void failures.push(cause),
    );
    commits.note({ topic: 't', partition: 0 }, 5n);
    await jest.advanceTimersByTimeAsync(500);
    commits.note({ topic: 't', partition: 0 }, 6n);
    await commits.flush();
    expect(failures).toHaveLength(2);
  });
});
