import type { Side } from '#people-exchange';
import { maxKeyLength } from '../limits';
import type { Caller } from '../ports';
import { Refusal, sendAgain } from '../refusal';
import type { KnownKeys } from './known-keys';

const scheme = /^bearer +([A-Za-z0-9._~+/=-]+) *$/i;
const words: Readonly<Record<Side, string>> = { website: 'a website', backOffice: 'a back office' };

export interface Door {
  readonly keys: KnownKeys;
  readonly sides: readonly Side[];
  readonly otherApp: string | undefined;
}

/** Who sends, or a refusal: 401 without a valid key, 403 when the key is right and the door is not. At once where the key is known. */
export function authorise(authorization: string | undefined, door: Door): Caller | Promise<Caller> {
  const key = authorization === undefined ? undefined : scheme.exec(authorization)?.[1];
  if (key === undefined)
    throw unauthorised('noKey', 'Send a key of this participant as "authorization: Bearer KEY".', 'Bearer realm="people-exchange"');
  if (key.length > maxKeyLength) throw wrongKey();
  const sure = door.keys.sure(key);
  return sure === undefined ? found(key, door) : admitted(sure, door);
}

function admitted(caller: Caller, { sides, otherApp }: Door): Caller {
  if (sides.includes(caller.side)) return caller;
  const right = otherApp === undefined ? 'the app of the other side' : otherApp;
  throw new Refusal(403, 'wrongSide', `This key is that of ${words[caller.side]}; events of ${words[caller.side]} are taken by ${right}.`);
}

/** A key ring that cannot answer says nothing against the key: the sender may come again. */
async function found(key: string, door: Door): Promise<Caller> {
  const caller = await door.keys.find(key).catch((cause: unknown) => {
    const detail = `Keys cannot be looked up at the moment. ${sendAgain}`;
    const refusal = new Refusal(503, 'keys', detail, [], { 'retry-after': '2' });
    refusal.cause = cause;
    throw refusal;
  });
  if (caller === undefined) throw wrongKey();
  return admitted(caller, door);
}

function wrongKey(): Refusal {
  return unauthorised(
    'wrongKey',
    'This key is not valid: unknown, revoked or expired.',
    'Bearer realm="people-exchange", error="invalid_token"',
  );
}

function unauthorised(rule: string, detail: string, challenge: string): Refusal {
  return new Refusal(401, rule, detail, [], { 'www-authenticate': challenge });
}
