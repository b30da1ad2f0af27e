import type { Side } from '#people-exchange';
import { maxKeyLength } from '../limits';
import type { Caller } from '../ports';
import { Refusal, sendAgain } from '../refusal';
import type { KnownKeys } from './known-keys';

const scheme = /^bearer +([A-Za-z0-9._~+/=-]+) *$/i;
const words: Readonly<Record<Side, string>> = { website: 'a website', backOffice: 'a back office' };

/** Who sends, or a refusal: 401 without a valid key, 403 when the key is right and the door is not. */
export async function authorise(
  authorization: string | undefined,
  keys: KnownKeys,
  sides: readonly Side[],
  otherApp: string | undefined,
): Promise<Caller> {
  const key = authorization === undefined ? undefined : scheme.exec(authorization)?.[1];
  if (key === undefined)
    throw unauthorised('noKey', 'Send a key of this participant as "authorization: Bearer KEY".', 'Bearer realm="people-exchange"');
  const caller = key.length > maxKeyLength ? undefined : await found(keys, key);
  if (caller === undefined)
    throw unauthorised(
      'wrongKey',
      'This key is not valid: unknown, revoked or expired.',
      'Bearer realm="people-exchange", error="invalid_token"',
    );
  if (sides.includes(caller.side)) return caller;
  const right = otherApp === undefined ? 'the app of the other side' : otherApp;
  throw new Refusal(403, 'wrongSide', `This key is that of ${words[caller.side]}; events of ${words[caller.side]} are taken by ${right}.`);
}

/** A key ring that cannot answer says nothing against the key: the sender may come again. */
async function found(keys: KnownKeys, key: string): Promise<Caller | undefined> {
  try {
    return await keys.find(key);
  } catch (cause) {
    const detail = `Keys cannot be looked up at the moment. ${sendAgain}`;
    const refusal = new Refusal(503, 'keys', detail, [], { 'retry-after': '2' });
    refusal.cause = cause;
    throw refusal;
  }
}

function unauthorised(rule: string, detail: string, challenge: string): Refusal {
  return new Refusal(401, rule, detail, [], { 'www-authenticate': challenge });
}
