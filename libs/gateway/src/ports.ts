import type { Sender } from '#people-exchange';

/** Who a key belongs to. `name` is for people: logs and answers show it, nothing depends on it. */
export type Caller = Sender & { readonly name: string };

/** Knows the keys of participants. Bound by the apps. */
export abstract class KeyRing {
  /** Resolves to the participant of a valid key; `undefined` when the key is unknown, revoked or expired. Compares hashes only. */
  abstract find(key: string): Promise<Caller | undefined>;
}

/** Knows who has been erased. Asked for every event, hence synchronous. Bound by the apps. */
export abstract class ErasedPeople {
  /** @param personId the bridge's id of a person (UUIDv5 of agency, participant and subject) */
  abstract has(personId: string): boolean;
}

/** The key set that `/.well-known/jwks.json` publishes. */
export abstract class PublicKeySet {
  /** RFC 7517 public keys; never a private part. */
  abstract keys(): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** What stands in until something signs with keys of its own. */
export class NoPublicKeys extends PublicKeySet {
  override keys(): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return Promise.resolve([]);
  }
}
