import type { SessionView, SignInRequest } from './session-views';
import { notSignedIn, type SignedInMember } from './signed-in';
export class SignIn {
  async start(_request: SignInRequest, _address: string): Promise<{ token: string; view: SessionView; maxAgeSeconds: number }> {
    throw notSignedIn();
  }
  async view(_who: SignedInMember): Promise<SessionView> {
    throw notSignedIn();
  }
  async end(_who: SignedInMember): Promise<void> {}
}
