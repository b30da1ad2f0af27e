import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SentBack, SignInEnd, VendorSignIns } from '../setting-up/vendor-sign-ins';
import { pageHeaders, signInPage } from './sign-in-page';

/** Where vendors send browsers back to, below the bridge's public address. */
export const signInPath = '/v1/vendor-sign-ins/callback';

const cookieName = (tag: string): string => `vendor_sign_in_${tag}`;

/** What a browser keeps of a sign-in it began, for as long as that is good. */
export const signInCookie = (tag: string, value: string, secure: boolean): string =>
  `${cookieName(tag)}=${value}; Path=${signInPath}; HttpOnly; SameSite=Lax; Max-Age=600${secure ? '; Secure' : ''}`;

/** `GET /v1/vendor-sign-ins/callback`: open to all, because what it is given is good once and made here. */
export function signInRoute(signIns: VendorSignIns, onTrouble: (message: string) => void) {
  return async (scope: FastifyInstance): Promise<void> => {
    // No HEAD: who only looks must use nothing up.
    scope.get(signInPath, { exposeHeadRoute: false }, async (request, reply) => {
      try {
        return answer(await signIns.end(sentBack(request)), reply);
      } catch (error) {
        onTrouble(`A sign-in at a vendor could not be ended: ${error instanceof Error ? error.message : String(error)}`);
        return reply
          .code(503)
          .headers(pageHeaders)
          .send(signInPage('This did not work just now', 'Begin the sign-in again on the page of the connection.'));
      }
    });
  };
}

function answer(end: SignInEnd, reply: FastifyReply): FastifyReply {
  if (end.kind === 'signedIn' && end.inDesk)
    return reply
      .code(303)
      .headers({ location: `/connections/${end.connection}`, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
      .send();
  void reply.headers(pageHeaders);
  if (end.kind === 'signedIn')
    return reply.send(signInPage('Signed in', `${end.name} works with it from now on. You can close this page.`));
  return reply
    .code(400)
    .send(signInPage('Not signed in', end.says, end.connection === undefined ? undefined : `/connections/${end.connection}`));
}

function sentBack({ query, headers }: FastifyRequest): SentBack {
  const given = new Map(Object.entries(Object(query)));
  const text = (name: string): string | undefined => {
    const value = given.get(name);
    return typeof value === 'string' ? value.slice(0, 4_096) : undefined;
  };
  const cookies = new Map(
    (headers.cookie ?? '').split(';').map((pair) => {
      const [name = '', value = ''] = pair.split('=', 2);
      return [name.trim(), value.trim()] as const;
    }),
  );
  return {
    state: text('state') ?? '',
    ...withText('code', text('code')),
    ...withText('error', text('error')),
    ...withText('says', text('error_description')),
    browserOf: (tag) => cookies.get(cookieName(tag)),
  };
}

const withText = (name: string, value: string | undefined): Record<string, string> => (value === undefined ? {} : { [name]: value });
