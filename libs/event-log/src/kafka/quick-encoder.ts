import { createRequire } from 'node:module';

interface Encoder {
  buf: Buffer;
  offset: number;
  ensureAvailable(length: number): void;
}

interface EncoderClass {
  readonly prototype: Encoder & Record<string, unknown>;
  nextPowerOfTwo(value: number): number;
  sizeOfVarInt(value: number): number;
  sizeOfVarLong(value: unknown): number;
}

/** What kafkajs begins each encoder with: 512 bytes of zeroes, for each header of each record. */
const usualStart = 511;
/** Up to so many bytes V8 keeps beside the object itself, which costs next to nothing. */
const smallStart = 64;

/**
 * kafkajs 2.2.4 makes an encoder of 512 zeroed bytes per header, and an array and a buffer per number: half of what a record
 * costs to write. Its bytes stay the same; they are written into smaller room, and numbers straight into it.
 */
export function writeRecordsQuickly(): void {
  // kafkajs has no types for its inside; what is touched is looked at first.
  const known = createRequire(__filename)('kafkajs/src/protocol/encoder') as EncoderClass;
  const { prototype, nextPowerOfTwo } = known;
  if (typeof prototype.ensureAvailable !== 'function' || typeof prototype['writeUVarInt'] !== 'function') return;
  if (typeof nextPowerOfTwo !== 'function' || prototype.ensureAvailable.name === 'makeRoom') return;
  known.nextPowerOfTwo = (value) => (value === usualStart ? smallStart : nextPowerOfTwo(value));
  prototype.ensureAvailable = function makeRoom(length: number): void {
    if (this.offset + length <= this.buf.length) return;
    // Not zeroed: only what was written is ever read.
    const wider = Buffer.allocUnsafe(nextPowerOfTwo(this.offset + length));
    this.buf.copy(wider, 0, 0, this.offset);
    this.buf = wider;
  };
  prototype['writeUVarInt'] = function writeStraight(this: Encoder, value: number): Encoder {
    this.ensureAvailable(5);
    let rest = value;
    while ((rest & ~0x7f) !== 0) {
      this.buf[this.offset++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.buf[this.offset++] = rest & 0x7f;
    return this;
  };
  const { writeVarLong } = prototype;
  const { sizeOfVarLong } = known;
  if (typeof writeVarLong !== 'function' || typeof sizeOfVarLong !== 'function') return;
  // The milliseconds between records, mostly none: a long of arbitrary arithmetic only where it has to be one.
  prototype['writeVarLong'] = function writeShort(this: Encoder & { writeVarInt(value: number): Encoder }, value: unknown): unknown {
    return isShort(value) ? this.writeVarInt(value) : Reflect.apply(writeVarLong, this, [value]);
  };
  known.sizeOfVarLong = (value) => (isShort(value) ? known.sizeOfVarInt(value) : sizeOfVarLong(value));
}

const isShort = (value: unknown): value is number => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 30;
