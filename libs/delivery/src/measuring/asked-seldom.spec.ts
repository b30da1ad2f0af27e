import { AskedSeldom } from './asked-seldom';

const patience = { keepMs: 60_000, waitMs: 20, giveUpMs: 60_000 };
const ignore = (): void => undefined;

describe('a question asked seldom', () => {
  it('is asked once by many at a time, and its answer kept', async () => {
    let asked = 0;
    const question = new AskedSeldom(async () => (asked += 1), patience, ignore);
    expect(await Promise.all(Array.from({ length: 50 }, () => question.answer()))).toEqual(Array.from({ length: 50 }, () => 1));
    expect([await question.answer(), asked]).toEqual([1, 1]);
  });

  it('is asked anew once its answer is old', async () => {
    let asked = 0;
    const question = new AskedSeldom(async () => (asked += 1), { ...patience, keepMs: 0 }, ignore);
    expect([await question.answer(), await question.answer()]).toEqual([1, 2]);
  });

  it('has no answer when it fails, which is told and kept as an answer is', async () => {
    const told: string[] = [];
    const question = new AskedSeldom(
      async () => Promise.reject(new TypeError('away')),
      patience,
      (error) => told.push(String(error)),
    );
    expect([await question.answer(), await question.answer()]).toEqual([undefined, undefined]);
    expect(told).toEqual(['TypeError: away']);
  });

  it('keeps nobody waiting while it hangs, and is not asked a second time meanwhile', async () => {
    let asked = 0;
    let answerIt: (value: string) => void = ignore;
    const question = new AskedSeldom(() => ((asked += 1), new Promise<string>((resolve) => void (answerIt = resolve))), patience, ignore);
    expect([await question.answer(), await question.answer(), asked]).toEqual([undefined, undefined, 1]);
    const waiting = question.answer();
    answerIt('here');
    expect([await waiting, await question.answer(), asked]).toEqual(['here', 'here', 1]);
  });

  it('is asked anew when it was given up, and an answer to the old one counts no more', async () => {
    const answers: ((value: string) => void)[] = [];
    const ask = (): Promise<string> => new Promise((resolve) => void answers.push(resolve));
    const question = new AskedSeldom(ask, { ...patience, giveUpMs: 0 }, ignore);
    expect(await question.answer()).toBeUndefined();
    const waiting = question.answer();
    answers[0]?.('old');
    answers[1]?.('new');
    expect(await waiting).toBe('new');
  });
});
