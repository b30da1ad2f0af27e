import type { SignedInMember } from './signed-in';
export class Sessions {
  async find(_token: string | undefined): Promise<SignedInMember | undefined> {
    return undefined;
  }
}
