import { setTimeout as pause } from 'node:timers/promises';
import { Expression } from './expression';
import { mappingLimits } from './limits';

const place = { file: 'in/contact.jsonata', line: 1, column: 1 };
class NoExpression extends Error {}
function compiled(text: string): Expression {
  const found = Expression.compile(text, place);
  if (!(found instanceof Expression)) throw new NoExpression(found.message);
  return found;
}

describe('a mapping that fails', () => {
  it('may do better the next time where a slow look-up took its time', async () => {
    const ours = (): Promise<string> => pause(mappingLimits.timeoutMs + 100, 's1');
    await expect(compiled('($known := $ours(); $known ? $known : "none")').evaluate({}, { ours })).rejects.toMatchObject({
      retriable: true,
    });
  });

  it('is wrong for good where it does what cannot be done', async () => {
    await expect(compiled('1 + "a"').evaluate({}, {})).rejects.toMatchObject({ retriable: false });
  });
});
