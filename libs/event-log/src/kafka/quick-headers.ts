import { createRequire } from 'node:module';
import type { IHeaders } from 'kafkajs';

interface Decoder {
  readonly buffer: Buffer;
  offset: number;
  readVarInt(): number;
}

type DecoderPrototype = Decoder & Record<string, unknown>;

interface Name {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** Record after record has headers of the same names in the same places, which need not be made into texts anew. */
const lastNames: Name[] = [];
const mostPlaces = 64;

/**
 * kafkajs 2.2.4 copies all headers of a record for each one it adds, and works out times by arbitrary arithmetic: half of what
 * reading costs. Here headers are read as texts, and arithmetic is that of numbers where they are small.
 */
export function readHeadersQuickly(): void {
  // kafkajs has no types for its inside; what is touched is looked at first.
  const { prototype } = createRequire(__filename)('kafkajs/src/protocol/decoder') as { readonly prototype: DecoderPrototype };
  const { readVarIntArray, readVarLong } = prototype;
  if (typeof readVarIntArray !== 'function' || readVarIntArray.name === 'readHeaderArray' || typeof readVarLong !== 'function') return;
  // Only headers are arrays of this kind; kafkajs reduces what it gets to one object.
  prototype['readVarIntArray'] = function readHeaderArray(this: Decoder): { reduce(): IHeaders } {
    const headers = readHeaders(this);
    return { reduce: () => headers };
  };
  prototype['readVarLong'] = function readSmall(this: Decoder): unknown {
    const first = this.buffer[this.offset] ?? 0x80;
    if (first >= 0x80) return Reflect.apply(readVarLong, this, []);
    this.offset += 1;
    return (first >>> 1) ^ -(first & 1);
  };
}

/** As kafkajs has it, a header that comes twice has a list; one without a value is left out. */
function readHeaders(decoder: Decoder): IHeaders {
  const headers: IHeaders = {};
  const count = decoder.readVarInt();
  for (let place = 0; place < count; place += 1) {
    const name = readName(decoder, place);
    const length = decoder.readVarInt();
    if (length < 0) continue;
    const value = readText(decoder, length);
    const before = Object.hasOwn(headers, name) ? headers[name] : undefined;
    if (before === undefined) headers[name] = value;
    else headers[name] = [...(Array.isArray(before) ? before : [before]), value];
  }
  return headers;
}

function readName(decoder: Decoder, place: number): string {
  const length = decoder.readVarInt();
  const { buffer, offset } = decoder;
  const last = lastNames[place];
  if (last !== undefined && isAt(buffer, offset, last.bytes, length)) {
    decoder.offset = offset + length;
    return last.text;
  }
  const text = readText(decoder, length);
  if (place < mostPlaces) lastNames[place] = { bytes: Uint8Array.from(buffer.subarray(offset, offset + length)), text };
  return text;
}

function readText(decoder: Decoder, length: number): string {
  const { buffer, offset } = decoder;
  decoder.offset = offset + length;
  return buffer.toString('utf8', offset, offset + length);
}

function isAt(buffer: Buffer, start: number, bytes: Uint8Array, length: number): boolean {
  if (bytes.length !== length) return false;
  for (let index = 0; index < length; index += 1) if (buffer[start + index] !== bytes[index]) return false;
  return true;
}
