import type { AuthenticationDocument } from '#mapping';
import type { Authentication, AuthenticationGround } from './authentication';
import type { VendorDoor } from './door';
import { FixedCredentials } from './fixed-credentials';
import { OAuthTokens } from './oauth-tokens';
import { SignedMessages } from './signed-messages';

/** @param document with settings filled in, see `authenticationWith` */
export function authenticationOf(document: AuthenticationDocument, door: VendorDoor, ground: AuthenticationGround): Authentication {
  switch (document.scheme) {
    case 'clientCredentials':
    case 'authorizationCode':
      return new OAuthTokens(document, door, ground);
    case 'standardWebhooks':
      return new SignedMessages(document.secret, ground.clock);
    default:
      return new FixedCredentials(document);
  }
}
