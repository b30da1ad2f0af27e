import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';

/** Where a sealed document belongs; elsewhere it does not open. */
export interface SealedFor {
  readonly agency: string;
  /** Absent for what belongs to no connection. */
  readonly connection?: string;
  /** Such as `tokens`. */
  readonly purpose: string;
}

export class SealingKeyInvalid extends Error {
  readonly code = 'sealingKeyInvalid';
  readonly retriable = false;

  constructor(readonly facts: { readonly place: number; readonly bytes: number }) {
    super(`Sealing key ${facts.place} has ${facts.bytes} bytes; each is 32 random bytes as base64`);
    this.name = 'SealingKeyInvalid';
  }
}

export class SealBroken extends Error {
  readonly code = 'sealBroken';
  readonly retriable = false;

  constructor(
    readonly why: 'unknownKey' | 'changed' | 'unreadable',
    readonly facts: SealedFor,
  ) {
    const whose = facts.connection === undefined ? '' : ` of connection ${facts.connection}`;
    super(`What is sealed as ${facts.purpose}${whose} does not open: ${sentences[why]}`);
    this.name = 'SealBroken';
  }
}

const sentences = {
  unknownKey: 'it was sealed with a key that is no longer among the sealing keys',
  changed: 'it was changed, or copied from another place',
  unreadable: 'it is no sealed document',
} as const;

const form = 1;
const [idBytes, ivBytes, tagBytes] = [4, 12, 16];
const headBytes = 1 + idBytes + ivBytes + tagBytes;

interface Key {
  readonly id: Buffer;
  readonly bytes: Buffer;
}

/**
 * Seals documents with AES-256-GCM: form, key's id, nonce, tag, text. The first key seals and all of them open, so that a new key is
 * put in front and the former one stays until everything was sealed anew.
 */
export class Sealing {
  private readonly keys: readonly [Key, ...Key[]];

  /** @throws SealingKeyInvalid */
  constructor(first: Buffer, ...older: readonly Buffer[]) {
    const keyOf = (bytes: Buffer, place: number): Key => {
      if (bytes.length !== 32) throw new SealingKeyInvalid({ place, bytes: bytes.length });
      return { id: hash('sha256', bytes, 'buffer').subarray(0, idBytes), bytes };
    };
    this.keys = [keyOf(first, 1), ...older.map((bytes, index) => keyOf(bytes, index + 2))];
  }

  seal(value: unknown, place: SealedFor): Buffer {
    const [key] = this.keys;
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', key.bytes, iv, { authTagLength: tagBytes }).setAAD(boundTo(place));
    const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(form), key.id, iv, cipher.getAuthTag(), text]);
  }

  /** @throws SealBroken */
  open(sealed: Buffer, place: SealedFor): unknown {
    if (sealed.length <= headBytes || sealed[0] !== form) throw new SealBroken('unreadable', place);
    const id = sealed.subarray(1, 1 + idBytes);
    const iv = sealed.subarray(1 + idBytes, 1 + idBytes + ivBytes);
    const tag = sealed.subarray(1 + idBytes + ivBytes, headBytes);
    const fitting = this.keys.filter((key) => key.id.equals(id));
    if (fitting.length === 0) throw new SealBroken('unknownKey', place);
    for (const { bytes } of fitting) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', bytes, iv, { authTagLength: tagBytes }).setAAD(boundTo(place)).setAuthTag(tag);
        return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(headBytes)), decipher.final()]).toString('utf8'));
      } catch {
        // Two keys may share the beginning of their digest; the next one is tried, and then it is broken.
      }
    }
    throw new SealBroken('changed', place);
  }
}

const boundTo = ({ agency, connection, purpose }: SealedFor): Buffer =>
  Buffer.from(JSON.stringify(connection === undefined ? [agency, purpose] : [agency, connection, purpose]), 'utf8');
