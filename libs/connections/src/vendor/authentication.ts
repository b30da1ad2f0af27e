import type { Clock } from '#runtime';
import type { VendorRequest } from './door';
import type { TokenStore } from './tokens';
import type { VendorClient } from './vendor-client';

/** Why requests cannot say who they are just now, and who can change that. */
export type Barred =
  /** The vendor refuses what was entered: somebody has to look at the settings. */
  | { readonly state: 'credentialsRefused'; readonly says: string }
  /** Nobody agreed yet at the vendor, or what was granted has been taken back: somebody has to agree (again). */
  | { readonly state: 'needsAuthorisation'; readonly says: string }
  /** Passes by itself. */
  | { readonly state: 'tokenServiceAway'; readonly says: string; readonly retryAfterMs: number };

export type Standing = { readonly state: 'ready' } | Barred;

export interface Signed {
  readonly state: 'ready';
  /** To be added to the request's own. */
  readonly headers: Readonly<Record<string, string>>;
  /** Which token it is, for `renew`; 0 where there is none. */
  readonly version: number;
}

/** What is to be signed; `id` names the message for schemes that sign it (Standard Webhooks) and is the same in every attempt. */
export interface ToSign extends Pick<VendorRequest, 'method' | 'path' | 'body'> {
  readonly id: string;
}

/** How a connection's requests say who they are. One object per connection, kept as long as its settings stand. */
export abstract class Authentication {
  abstract headersFor(request: ToSign): Promise<Signed | Barred>;

  /**
   * After a 401: `ready` when another try, once, makes sense with headers asked for anew.
   * @param refused what `headersFor` answered for the request that was refused
   */
  abstract renew(refused: Signed): Promise<Standing>;
}

export interface AuthenticationGround {
  readonly client: VendorClient;
  readonly tokens: TokenStore;
  readonly clock: Clock;
}
