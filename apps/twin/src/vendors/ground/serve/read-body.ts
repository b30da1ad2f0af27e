import type { IncomingMessage } from 'node:http';

export const longestBody = 1024 * 1024;

/** @returns undefined when it is longer than 1 MiB; the rest is then read and thrown away, so that the answer arrives */
export async function readBounded(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > 16 * longestBody) break;
    if (length <= longestBody) chunks.push(bytes);
  }
  return length > longestBody ? undefined : Buffer.concat(chunks);
}

export const unreadable = Symbol('unreadable');

/** The JSON of a body, undefined when it is empty. */
export function parseJson(raw: Buffer): unknown {
  if (raw.length === 0) return undefined;
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    // Not JSON: the vendor says so in its own words.
    return unreadable;
  }
}
