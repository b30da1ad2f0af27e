import { FetchPace } from './fetch-pace';

describe('the pace of fetches', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  /** In how many milliseconds the next fetch may begin, looked at millisecond by millisecond. */
  async function waitOf(next: Promise<void>): Promise<number> {
    let over = false;
    void next.then(() => (over = true));
    let ms = 0;
    for (await jest.advanceTimersByTimeAsync(0); !over && ms < 50; ms += 1) await jest.advanceTimersByTimeAsync(1);
    return ms;
  }

  it('few messages keep the next fetch waiting, counted from the fetch that brought them', async () => {
    const pace = new FetchPace();
    pace.fetched();
    await jest.advanceTimersByTimeAsync(3);
    expect(await waitOf(pace.next(2))).toBe(7);
    // Of another partition of the same fetch.
    expect(await waitOf(pace.next(1))).toBe(0);
  });

  it('many messages, and work that took long, keep nobody waiting', async () => {
    const pace = new FetchPace();
    pace.fetched();
    expect(await waitOf(pace.next(16))).toBe(0);
    await jest.advanceTimersByTimeAsync(20);
    expect(await waitOf(pace.next(1))).toBe(0);
  });
});
