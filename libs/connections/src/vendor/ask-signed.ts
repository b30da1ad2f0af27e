import type { Authentication, Barred, ToSign } from './authentication';
import type { Answered, VendorAnswer, VendorDoor, VendorRequest } from './door';
import type { VendorClient } from './vendor-client';

export interface AskingSide {
  readonly client: VendorClient;
  readonly door: VendorDoor;
  readonly authentication: Authentication;
  /** Asked before the second request, which costs as much as the first; where it says no, somebody may come again later. */
  readonly mayAskAgain?: () => Promise<boolean>;
}

/** No answer to the request, but that nobody is let in just now. */
export interface NotLetIn {
  readonly kind: 'barred';
  readonly standing: Barred;
  /** What the vendor said to it, where it was asked. */
  readonly answer?: Answered;
}

/**
 * Asks as whom the connection is. A 401 did nothing at the vendor, so whatever it was is asked once more where there is a fresh
 * token; one that is refused as well means that access was taken away. A 401 never comes out as an answer.
 */
export async function askSigned(side: AskingSide, request: VendorRequest & Pick<ToSign, 'id'>): Promise<VendorAnswer | NotLetIn> {
  const { authentication, mayAskAgain } = side;
  const signed = await authentication.headersFor(request);
  if (signed.state !== 'ready') return { kind: 'barred', standing: signed };
  const answer = await askWith(side, request, signed.headers);
  if (!isRefusal(answer)) return answer;
  const standing = await authentication.renew(signed);
  if (standing.state !== 'ready') return { kind: 'barred', standing, answer };
  if (mayAskAgain && !(await mayAskAgain())) return { kind: 'barred', standing: laterAgain, answer };
  const renewed = await authentication.headersFor(request);
  if (renewed.state !== 'ready') return { kind: 'barred', standing: renewed, answer };
  const second = await askWith(side, request, renewed.headers);
  return isRefusal(second) ? { kind: 'barred', standing: refusedTwice, answer: second } : second;
}

const refusedTwice: Barred = { state: 'credentialsRefused', says: 'The vendor refuses a fresh token: access was taken away' };

/** The fresh token is there; whoever comes next uses it. */
const laterAgain: Barred = { state: 'tokenServiceAway', says: 'There is a fresh token, and no budget left to use it now', retryAfterMs: 0 };

const isRefusal = (answer: VendorAnswer): answer is Answered => answer.kind === 'answered' && answer.status === 401;

function askWith({ client, door }: AskingSide, request: VendorRequest, signed: Readonly<Record<string, string>>): Promise<VendorAnswer> {
  const { method, path, headers, body } = request;
  return client.ask(door, { method, path, headers: { ...headers, ...signed }, ...(body === undefined ? {} : { body }) });
}
