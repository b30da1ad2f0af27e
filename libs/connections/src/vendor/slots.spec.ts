import { ClientClosed, Slots } from './slots';

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('slots', () => {
  it('let in so many at once, and the others in the order they came', async () => {
    const slots = new Slots();
    const inside: number[] = [];
    for (const n of [1, 2, 3, 4]) void slots.enter(2).then(() => inside.push(n));
    await turn();
    expect(inside).toEqual([1, 2]);
    slots.leave();
    await turn();
    expect(inside).toEqual([1, 2, 3]);
    slots.leave();
    slots.leave();
    await turn();
    expect(inside).toEqual([1, 2, 3, 4]);
  });

  it('follow a setting that was changed meanwhile', async () => {
    const slots = new Slots();
    const inside: number[] = [];
    for (const [n, most] of [
      [1, 1],
      [2, 1],
      [3, 3],
    ] as const)
      void slots.enter(most).then(() => inside.push(n));
    await turn();
    slots.leave();
    await turn();
    expect(inside.toSorted()).toEqual([1, 2, 3]);
  });

  it('send away who waits when they close', async () => {
    const slots = new Slots();
    await slots.enter(1);
    const waiting = slots.enter(1);
    slots.close();
    await expect(waiting).rejects.toThrow(ClientClosed);
  });
});
