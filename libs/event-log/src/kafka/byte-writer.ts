/** Texts up to here are written letter by letter: a call into the engine costs more. */
const shortText = 64;
/** The bytes of nearly every record's length. */
const usualLengthBytes = 2;

/** Kafka's protocol, written piece by piece into room that grows. */
export class ByteWriter {
  private bytes: Buffer;
  private at = 0;

  constructor(room: number) {
    this.bytes = Buffer.allocUnsafe(room);
  }

  get length(): number {
    return this.at;
  }

  /** What was written so far; shares its room. */
  get written(): Buffer {
    return this.bytes.subarray(0, this.at);
  }

  int8(value: number): void {
    this.makeRoom(1);
    this.bytes[this.at] = value;
    this.at += 1;
  }

  int16(value: number): void {
    this.makeRoom(2);
    this.at = this.bytes.writeInt16BE(value, this.at);
  }

  int32(value: number): void {
    this.makeRoom(4);
    this.at = this.bytes.writeInt32BE(value, this.at);
  }

  /** Of a whole number that a double holds. */
  int64(value: number): void {
    this.int32(Math.floor(value / 2 ** 32));
    this.int32(value | 0);
  }

  /** Puts an unsigned number where four bytes were kept for it. */
  uint32At(place: number, value: number): void {
    this.bytes.writeUInt32BE(value, place);
  }

  /** A number of 31 bits in as few bytes as it needs. */
  varint(value: number): void {
    this.makeRoom(5);
    this.at = this.varintAt(this.at, value);
  }

  raw(piece: Uint8Array): void {
    this.makeRoom(piece.length);
    for (let index = 0; index < piece.length; index += 1) this.bytes[this.at + index] = piece[index] ?? 0;
    this.at += piece.length;
  }

  /** A text in UTF-8 with its length before it in two bytes. */
  string(value: string): void {
    const length = Buffer.byteLength(value);
    this.int16(length);
    this.utf8(value, length);
  }

  /** A text in UTF-8 with its length before it as a varint. */
  text(value: string): void {
    if (value.length < shortText && this.shortAscii(value)) return;
    const length = Buffer.byteLength(value);
    this.varint(length);
    this.utf8(value, length);
  }

  /** Begins what has its length before it as a varint; its end is told with the place answered. */
  begin(): number {
    this.makeRoom(usualLengthBytes);
    this.at += usualLengthBytes;
    return this.at;
  }

  end(start: number): void {
    const length = this.at - start;
    const lengthBytes = varintBytes(length);
    if (lengthBytes !== usualLengthBytes) {
      this.makeRoom(lengthBytes);
      this.bytes.copyWithin(start - usualLengthBytes + lengthBytes, start, this.at);
    }
    this.at = this.varintAt(start - usualLengthBytes, length) + length;
  }

  /** Answers whether the text was one of ASCII and is written. */
  private shortAscii(value: string): boolean {
    const { length } = value;
    this.makeRoom(length + 1);
    const { bytes, at } = this;
    for (let index = 0; index < length; index += 1) {
      const code = value.charCodeAt(index);
      if (code > 0x7f) return false;
      bytes[at + 1 + index] = code;
    }
    bytes[at] = length << 1;
    this.at = at + 1 + length;
    return true;
  }

  private utf8(value: string, length: number): void {
    this.makeRoom(length);
    this.at += this.bytes.write(value, this.at, length, 'utf8');
  }

  private varintAt(place: number, value: number): number {
    let at = place;
    let rest = (value << 1) ^ (value >> 31);
    for (; (rest & ~0x7f) !== 0; rest >>>= 7) {
      this.bytes[at] = (rest & 0x7f) | 0x80;
      at += 1;
    }
    this.bytes[at] = rest;
    return at + 1;
  }

  private makeRoom(more: number): void {
    if (this.at + more <= this.bytes.length) return;
    const wider = Buffer.allocUnsafe(2 * (this.at + more));
    this.bytes.copy(wider, 0, 0, this.at);
    this.bytes = wider;
  }
}

function varintBytes(value: number): number {
  if (value < 1 << 6) return 1;
  if (value < 1 << 13) return 2;
  return value < 1 << 20 ? 3 : value < 1 << 27 ? 4 : 5;
}
