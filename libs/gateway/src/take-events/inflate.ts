import { brotliDecompress, gunzip, inflate, inflateRaw, type InputType, type ZlibOptions } from 'node:zlib';
import { maxRequestBytes } from '../limits';
import { Refusal } from '../refusal';

type Done = (error: NodeJS.ErrnoException | null, result: Buffer) => void;
type Inflater = (body: InputType, options: ZlibOptions, done: Done) => void;

const inflaters: Readonly<Record<string, Inflater>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  // Senders disagree on what deflate means: with a zlib header (its low four bits are 8) or bare.
  deflate: (body, options, done) =>
    (body instanceof Uint8Array && ((body[0] ?? 0) & 0x0f) === 8 ? inflate : inflateRaw)(body, options, done),
  br: (body, options, done) => brotliDecompress(body, { maxOutputLength: options.maxOutputLength }, done),
};

/** The way back from a `content-encoding`; `undefined` when nothing was encoded. */
export function inflaterOf(contentEncoding: string | undefined): ((body: Buffer) => Promise<Buffer>) | undefined {
  const encoding = contentEncoding?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity') return undefined;
  const inflater = Object.hasOwn(inflaters, encoding) ? inflaters[encoding] : undefined;
  if (inflater === undefined) {
    const detail = `The content-encoding ${JSON.stringify(encoding.slice(0, 100))} is not taken; gzip, deflate and br are, one at a time.`;
    throw new Refusal(415, 'contentEncoding', detail, [], { 'accept-encoding': 'gzip, deflate, br' });
  }
  return (body) => inflateBounded(inflater, encoding, body);
}

/** Stops as soon as the output passes the limit: a bomb is never inflated whole. */
function inflateBounded(inflater: Inflater, encoding: string, body: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    inflater(body, { maxOutputLength: maxRequestBytes }, (error, result) => {
      if (error === null) resolve(result);
      else if (error.code === 'ERR_BUFFER_TOO_LARGE')
        reject(new Refusal(413, 'requestSize', `The body inflates to more than ${maxRequestBytes} bytes.`));
      else reject(new Refusal(400, 'contentEncoding', `The body is not valid ${encoding}.`));
    });
  });
}
