import { maxRequestBytes } from '../limits';
import { BodyRoom } from './body-room';

describe('I6: the room for bodies', () => {
  it('is bounded, and free again when requests are answered', () => {
    const room = new BodyRoom();
    const leaves = ['a', 'b', 'c', 'd'].flatMap((who) => Array.from({ length: 64 }, () => room.reserve(who, undefined)));
    expect(() => room.reserve('e', '1')).toThrow(expect.objectContaining({ status: 503, rule: 'busy' }));
    for (const leave of leaves) leave();
    expect(() => room.reserve('e', '1')).not.toThrow();
  });

  it('I5: is never filled by one participant', () => {
    const room = new BodyRoom();
    for (let i = 0; i < 64; i++) room.reserve('greedy', String(maxRequestBytes));
    expect(() => room.reserve('greedy', '1')).toThrow(expect.objectContaining({ status: 503 }));
    expect(() => room.reserve('modest', undefined)).not.toThrow();
  });
});
