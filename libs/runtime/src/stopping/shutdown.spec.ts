import { EventEmitter } from 'node:events';
import { Shutdown } from './shutdown';

function recorded(limitMs?: number): { shutdown: Shutdown; did: string[]; exits: number[]; said: string[] } {
  const did: string[] = [];
  const exits: number[] = [];
  const said: string[] = [];
  const say = (...args: unknown[]): void => void said.push(String(args.at(-1)));
  const shutdown = new Shutdown({ limitMs, exit: (code) => void exits.push(code), log: { info: say, warn: say, error: say } });
  return { shutdown, did, exits, said };
}

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('shutdown', () => {
  it('stops taking, finishes what was taken, then closes, the last opened first', async () => {
    const { shutdown, did } = recorded();
    const step = (name: string) => async () => {
      await turn();
      did.push(name);
    };
    shutdown.on('close', 'database', step('database')).on('close', 'log', step('log'));
    shutdown.on('finish', 'deliveries', step('deliveries'));
    shutdown.on('stopTaking', 'http', step('http'));
    expect(await shutdown.run('test')).toBe(true);
    expect(did).toEqual(['http', 'deliveries', 'log', 'database']);
  });

  it('runs once, whoever asks and how often', async () => {
    const { shutdown, did } = recorded();
    shutdown.on('close', 'x', () => did.push('x'));
    await Promise.all([shutdown.run('a'), shutdown.run('b')]);
    await shutdown.run('c');
    expect(did).toEqual(['x']);
  });

  it('closes the rest when one step fails, and says that it did not go well', async () => {
    const { shutdown, did, said } = recorded();
    shutdown.on('close', 'database', () => did.push('database'));
    shutdown.on('close', 'log', () => Promise.reject(new Error('stuck')));
    expect(await shutdown.run('test')).toBe(false);
    expect(did).toEqual(['database']);
    expect(said).toContain('a step of stopping failed');
  });

  it('leaves what hangs behind when the time is up', async () => {
    const { shutdown, said } = recorded(5);
    shutdown.on('finish', 'hanging', () => new Promise(() => undefined));
    expect(await shutdown.run('test')).toBe(false);
    expect(said).toContain('did not stop in time: leaving what hangs behind');
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'])('on %s stops in order and exits with 0, on a second one at once', async (signal) => {
    const { shutdown, exits } = recorded();
    const source = new EventEmitter();
    let release = (): void => undefined;
    shutdown.on('finish', 'work', () => new Promise<void>((resolve) => (release = resolve)));
    // An emitter is what a process is to this.
    shutdown.listen(source as unknown as NodeJS.Process);
    source.emit(signal);
    await turn();
    expect(exits).toEqual([]);
    source.emit('SIGTERM');
    expect(exits).toEqual([130]);
    release();
    await turn();
    expect(exits).toEqual([130, 0]);
  });
});
