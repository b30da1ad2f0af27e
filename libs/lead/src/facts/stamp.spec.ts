import { happenedAt, stampOf, utcOf } from './stamp';

const event = (more: object) => ({ receivedtime: '2026-11-20T10:00:00.000Z', time: '2026-11-20T09:00:00+01:00', ...more });

test('the sender’s version counts first, then time, then id', () => {
  const ordered = [
    stampOf(event({ time: '2026-11-19T10:00:00Z' }), 'z'),
    stampOf(event({}), 'a'),
    stampOf(event({}), 'b'),
    stampOf(event({ sequence: '9', time: '2026-11-01T10:00:00Z' }), 'a'),
    stampOf(event({ sequence: '10', time: '2026-10-01T10:00:00Z' }), 'a'),
  ];
  expect(ordered.toSorted()).toEqual(ordered);
});

test('nothing happens after it was received, and what is no time is when it was received', () => {
  expect(happenedAt(event({}))).toBe('2026-11-20T08:00:00.000Z');
  expect(happenedAt(event({ time: '2026-11-20T10:09:00Z' }))).toBe('2026-11-20T10:00:00.000Z');
  expect(happenedAt(event({ time: 'yesterday' }))).toBe('2026-11-20T10:00:00.000Z');
  expect(utcOf('+275000-01-01T00:00:00Z')).toBeUndefined();
});
