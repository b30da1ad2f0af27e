import { setFlagsFromString } from 'node:v8';
import { readPack, VendorSpec } from '#mapping';
import { checkEvent, eventTypes } from '#people-exchange';
import { publishedExamples } from '../../libs/people-exchange/test/examples';

/** What V8 keeps of ways on from the hidden class of an empty object, and what loading and starting may use of it. */
const kept = 1_536;
const most = 600;

setFlagsFromString('--allow-natives-syntax');
// A question to V8 itself, which TypeScript knows nothing of.
const haveOneClass = new Function('a', 'b', 'return %HaveSameMap(a, b)') as (a: object, b: object) => boolean;

/** How many more names an empty object may get first before each such object has a hidden class of its own. */
function room(): number {
  const alive: object[] = [];
  for (let next = 0; next < kept; next += 1) {
    const name = `name${next}`;
    const [one, other] = [{ [name]: 1 }, { [name]: 1 }];
    alive.push(one, other);
    if (!haveOneClass(one, other)) return next;
  }
  return kept;
}

test('compiling every schema leaves V8 room for the hidden classes of all other objects', () => {
  for (const { event, sender } of publishedExamples()) checkEvent(event, sender, new Date('2026-11-24T10:00:00Z'));
  readPack(new Map([['pack.yaml', 'pack: 1']]));
  const shapes = Array.from({ length: 20 }, (_, n) => [
    `Shape${n}`,
    { type: 'object', required: [`a${n}`], properties: { [`a${n}`]: { type: 'string' } } },
  ]);
  const spec = VendorSpec.of({ $defs: Object.fromEntries(shapes) });
  for (const [name] of shapes) spec.problemsOf({ request: 'one', method: 'POST', path: '/', headers: {}, body: {} }, String(name));
  expect(eventTypes.length).toBeGreaterThan(20);
  expect(room()).toBeGreaterThan(kept - most);
});
