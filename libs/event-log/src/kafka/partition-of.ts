const seed = 0x9747b28c;
const multiplier = 0x5bd1e995;

/** murmur2 of the bytes, as Java's client has it. */
function murmur2(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let hash = seed ^ bytes.length;
  for (; at + 4 <= bytes.length; at += 4) {
    let four = Math.imul(view.getInt32(at, true), multiplier);
    four = Math.imul(four ^ (four >>> 24), multiplier);
    hash = Math.imul(hash, multiplier) ^ four;
  }
  if (at < bytes.length) {
    let rest = 0;
    for (let last = bytes.length - 1; last >= at; last -= 1) rest = (rest << 8) | view.getUint8(last);
    hash = Math.imul(hash ^ rest, multiplier);
  }
  hash = Math.imul(hash ^ (hash >>> 13), multiplier);
  return hash ^ (hash >>> 15);
}

/** Where Java's default partitioner puts a key, so that its order holds whoever sends; kafkajs comes to the same by big integers. */
export function partitionOf(key: string, partitions: number): number {
  return (murmur2(Buffer.from(key)) & 0x7fff_ffff) % partitions;
}
