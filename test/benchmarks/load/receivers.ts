import { Part } from '../harness/child';
import type { Manner, Received, TargetQuestion } from './target';

/** The targets of a group of rows: one process, a port each. */
export class Receivers {
  private constructor(
    private readonly part: Part,
    readonly ports: readonly number[],
  ) {}

  static async start(ports = 1): Promise<Receivers> {
    const part = Part.start('load/target');
    return new Receivers(part, await ask<number[]>(part, { kind: 'listen', ports }));
  }

  urlOf(index: number): string {
    return `http://127.0.0.1:${this.ports[index] ?? 0}/hook`;
  }

  async reset(run: string, delayMs: readonly Manner[] = [0]): Promise<void> {
    await ask(this.part, { kind: 'reset', run, delayMs });
  }

  /**
   * @param o.afterTrouble what was refused is sent again later, and what was not recorded is delivered again
   * @throws when they did not come in time, or came twice, or out of order: then their speed means nothing
   */
  async all(expected: number, o: { ports?: readonly number[]; seconds?: number; afterTrouble?: boolean } = {}): Promise<Received> {
    const { ports = [0], seconds = 120 } = o;
    const received = await ask<Received[]>(this.part, { kind: 'await', ports, expected, seconds });
    for (const { repeated, disordered } of received)
      if (o.afterTrouble !== true && repeated + disordered > 0)
        throw new TypeError(`${repeated} events came twice and ${disordered} out of order`);
    const [slowest] = received.toSorted((a, b) => a.perSecond - b.perSecond);
    if (!slowest) throw new TypeError('No port was asked for');
    return slowest;
  }

  report(port = 0): Promise<Received> {
    return ask(this.part, { kind: 'report', port });
  }

  stop(): Promise<void> {
    return this.part.stop();
  }
}

function ask<Answer>(part: Part, question: TargetQuestion): Promise<Answer> {
  return part.ask<Answer>(question);
}
