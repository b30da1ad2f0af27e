/** Castagnoli's polynomial, its bits reversed. */
const polynomial = 0x82f63b78;

/** What a byte does to the sum: first by itself, then with one more byte behind it, up to seven. */
const effects = makeEffects();

function makeEffects(): Int32Array {
  const made = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte += 1) {
    let sum = byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum & 1) === 1 ? (sum >>> 1) ^ polynomial : sum >>> 1;
    made[byte] = sum;
  }
  for (let index = 256; index < made.length; index += 1) {
    const before = made[index - 256] ?? 0;
    made[index] = (before >>> 8) ^ (made[before & 0xff] ?? 0);
  }
  return made;
}

const effect = (behind: number, byte: number): number => effects[(behind << 8) | byte] ?? 0;

/** CRC-32C of the bytes from `start` up to `end`, eight at a time; kafkajs takes them one by one, three times slower. */
export function crc32c(bytes: Uint8Array, start: number, end: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = -1;
  let at = start;
  for (; at + 8 <= end; at += 8) {
    const low = sum ^ view.getInt32(at, true);
    const high = view.getInt32(at + 4, true);
    sum =
      effect(7, low & 0xff) ^
      effect(6, (low >>> 8) & 0xff) ^
      effect(5, (low >>> 16) & 0xff) ^
      effect(4, low >>> 24) ^
      effect(3, high & 0xff) ^
      effect(2, (high >>> 8) & 0xff) ^
      effect(1, (high >>> 16) & 0xff) ^
      effect(0, high >>> 24);
  }
  for (; at < end; at += 1) sum = (sum >>> 8) ^ effect(0, (sum ^ view.getUint8(at)) & 0xff);
  return ~sum >>> 0;
}
