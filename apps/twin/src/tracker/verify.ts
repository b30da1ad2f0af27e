import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from 'jose';

/** Why nobody is signed in, in a sentence. */
export class NotSignedIn extends Error {
  readonly code = 'notSignedIn';
  readonly retriable = false;

  constructor(
    readonly why: 'unreadable' | 'forged' | 'late' | 'notForUs' | 'used',
    cause?: unknown,
  ) {
    super(sentences[why], { cause });
    this.name = 'NotSignedIn';
  }
}

const sentences = {
  unreadable: 'What came is no assertion.',
  forged: 'The assertion is not signed by the bridge.',
  late: 'The assertion is too old.',
  notForUs: 'The assertion is for another product, or from another bridge.',
  used: 'The assertion was used before.',
} as const;

export interface SignedIn {
  /** Whom this product alone knows by that name. */
  readonly subject: string;
  readonly agency: string;
  readonly property: { readonly system: string; readonly id: string };
  readonly capacity: string;
}

export interface VerifyOptions {
  /** Of the bridge; its keys are beside it. */
  readonly issuer: string;
  readonly audience: string;
  readonly now: () => Date;
}

/** What a product does with an assertion: signature by the published keys, issuer, audience, age, and each `jti` once. */
export class Verify {
  private readonly used = new Map<string, number>();
  private keys: JSONWebKeySet | undefined;
  /** How often the published keys were fetched. */
  fetched = 0;

  constructor(private readonly o: VerifyOptions) {}

  /** @throws NotSignedIn */
  async verify(assertion: string): Promise<SignedIn> {
    const { payload } = await this.checked(assertion).catch((error: unknown) => {
      throw reasonIn(error);
    });
    const { sub, jti, exp } = payload;
    const [property, agency, capacity]: unknown[] = [payload['property'], payload['agency'], payload['capacity']];
    if (sub === undefined || jti === undefined || exp === undefined) throw new NotSignedIn('unreadable');
    if (!isProperty(property) || typeof agency !== 'string' || typeof capacity !== 'string') throw new NotSignedIn('unreadable');
    // Kept as long as it could come again, and no longer.
    const now = this.o.now().getTime() / 1000;
    for (const [id, until] of this.used) if (until < now) this.used.delete(id);
    if (this.used.has(jti)) throw new NotSignedIn('used');
    this.used.set(jti, exp);
    return { subject: sub, agency, property, capacity };
  }

  /** With the keys at hand; where they hold none of that name they are asked for anew, once. */
  private async checked(assertion: string): ReturnType<typeof jwtVerify> {
    const o = {
      algorithms: ['EdDSA'],
      issuer: this.o.issuer,
      audience: this.o.audience,
      currentDate: this.o.now(),
      maxTokenAge: 60,
      requiredClaims: ['sub', 'jti', 'iat', 'exp'],
    };
    try {
      return await jwtVerify(assertion, createLocalJWKSet((this.keys ??= await this.fetchKeys())), o);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      this.keys = await this.fetchKeys();
      return jwtVerify(assertion, createLocalJWKSet(this.keys), o);
    }
  }

  private async fetchKeys(): Promise<JSONWebKeySet> {
    this.fetched += 1;
    const answer = await fetch(`${this.o.issuer}/.well-known/jwks.json`);
    // A JSON Web Key Set; jose looks at each key before it takes it.
    return (await answer.json()) as JSONWebKeySet;
  }
}

function reasonIn(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new NotSignedIn('late', error);
  if (error instanceof errors.JWTClaimValidationFailed) return new NotSignedIn('notForUs', error);
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return new NotSignedIn('forged', error);
  return error instanceof errors.JOSEError ? new NotSignedIn('unreadable', error) : error;
}

function isProperty(value: unknown): value is SignedIn['property'] {
  return (
    typeof value === 'object' &&
    value !== null &&
    'system' in value &&
    'id' in value &&
    typeof value.system === 'string' &&
    typeof value.id === 'string'
  );
}
