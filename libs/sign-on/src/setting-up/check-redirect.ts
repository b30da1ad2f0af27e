import { ExchangeRefused, hostAndPort, type Resolve, resolveChecked } from '#delivery';

const parameter = 'assertion';

/** Where owners are sent with their assertion. */
export function withAssertion(redirect: string, assertion: string): string {
  const url = new URL(redirect);
  url.searchParams.set(parameter, assertion);
  return url.href;
}

/**
 * Checks where a product takes owners in, and answers which private `host:port` it may be. The bridge itself never connects there, a
 * browser does: what is looked at is that nobody is led to an address of their own network by mistake.
 * @throws ExchangeRefused `invalid`, `forbidden`
 */
export async function checkRedirect(
  redirect: string,
  o: { readonly allowPrivate: boolean; readonly resolve?: Resolve },
): Promise<readonly string[]> {
  const url = URL.canParse(redirect) ? new URL(redirect) : undefined;
  if (!url || !/^https?:$/u.test(url.protocol)) throw wrong('redirect must be an https address');
  if (url.username !== '' || url.password !== '') throw wrong('redirect must hold no user and no password');
  if (url.hash !== '' || redirect.endsWith('#')) throw wrong('redirect must end before any "#"');
  if (url.searchParams.has(parameter)) throw wrong(`redirect must leave the parameter "${parameter}" to the bridge`);
  const place = hostAndPort(redirect);
  const isPrivate = await privately(url.hostname, place, o);
  // On one's own machine there is nobody between; anywhere else an assertion in clear text is anybody's.
  if (url.protocol === 'http:' && !isPrivate) throw wrong('redirect must be an https address');
  return isPrivate ? [place] : [];
}

/** Whether it is a private address that was allowed. */
async function privately(host: string, place: string, o: { allowPrivate: boolean; resolve?: Resolve }): Promise<boolean> {
  try {
    await resolveChecked(host, place, [], o.resolve);
    return false;
  } catch (error) {
    if (!(error instanceof ExchangeRefused)) throw wrong(`The host of redirect, ${host}, is not known`, error);
    if (error.code !== 'forbidden' || !o.allowPrivate) throw error;
    await resolveChecked(host, place, [place], o.resolve);
    return true;
  }
}

function wrong(message: string, cause?: unknown): ExchangeRefused {
  const refused = new ExchangeRefused('invalid', message, { problems: [{ path: '/redirect', rule: 'redirect', message }] });
  refused.cause = cause;
  return refused;
}
