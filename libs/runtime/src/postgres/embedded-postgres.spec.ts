import { failed } from './embedded-postgres-failed';
import { parsePostmasterPid } from './leftover';
import { capabilityFor } from './server-command';

describe('what the embedded PostgreSQL says and reads', () => {
  it.each([
    'FATAL:  could not write lock file "postmaster.pid": No space left on device',
    'initdb: error: ENOSPC',
    'PANIC: Disk quota exceeded',
  ])('tells a full disk from other troubles: %s', (said) => {
    expect(failed('startFailed', '/data/pg', said)).toMatchObject({
      code: 'diskFull',
      message: expect.stringMatching(/^The disk that holds \/data\/pg is full: make room/),
    });
  });

  it('passes on what the server said where it knows no better', () => {
    expect(failed('startFailed', '/data/pg', 'LOG: x\nFATAL: odd').message).toMatch(
      /did not start in \/data\/pg: .*DATABASE_URL.* It said: LOG: x FATAL: odd/,
    );
  });

  it('reads process, port and state from postmaster.pid, also while it is being written', () => {
    expect(parsePostmasterPid('42\n/data\n17\n5433\n\n127.0.0.1\n1 2\nready   \n')).toEqual({ pid: 42, port: 5433, state: 'ready' });
    expect(parsePostmasterPid('42\n/data\n')).toEqual({ pid: 42, port: 0, state: '' });
    expect(parsePostmasterPid('')).toBeUndefined();
  });

  it('keeps the one capability that the machine grants for reading below a closed home', () => {
    expect(capabilityFor(undefined)).toBe('-all,+dac_read_search');
    expect(capabilityFor(0b110n)).toBe('-all,+dac_read_search');
    expect(capabilityFor(0b010n)).toBe('-all,+dac_override');
    expect(capabilityFor(0n)).toBe('-all');
  });
});
