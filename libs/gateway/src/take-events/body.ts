import type { IncomingMessage } from 'node:http';
import { bodyTimeoutMs, maxDrainedBytes, maxRequestBytes } from '../limits';
import { Refusal } from '../refusal';

/** The sender hung up before its request was complete; there is nobody to answer. */
export class SenderGone extends Error {
  readonly code = 'gateway/sender-gone';
  readonly retriable = true;
}

const senderGone = (): SenderGone => new SenderGone('The sender closed the connection before its request was complete.');
const tooLarge = (): Refusal =>
  new Refusal(413, 'requestSize', `A request may have at most ${maxRequestBytes} bytes; send fewer events at a time.`);

/** Says what a `content-length` already shows, before a byte is read. */
function declaredTooLarge(request: IncomingMessage): boolean {
  const declared = request.headers['content-length'];
  return declared !== undefined && Number(declared) > maxRequestBytes;
}

/** Reads a whole body of at most `maxRequestBytes`; keeps nothing of a larger one. */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  if (declaredTooLarge(request)) return drain(request).then(() => Promise.reject(tooLarge()));
  if (request.destroyed) return Promise.reject(senderGone());
  if (isWhole(request)) return wholeOf(request);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => {
      end();
      reject(new Refusal(408, 'tooSlow', `The body did not arrive within ${bodyTimeoutMs / 1000} s.`, [], { connection: 'close' }));
    }, bodyTimeoutMs);
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= maxRequestBytes) return;
      end();
      void drain(request).then(() => reject(tooLarge()));
    };
    const onEnd = (): void => {
      end();
      const only = chunks[0];
      resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, size));
    };
    const onGone = (): void => {
      end();
      reject(senderGone());
    };
    const end = (): void => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone);
    };
    request.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone);
  });
}

/** Nearly every body comes with its head, and is here before it is asked for; its end is told a moment later. */
function isWhole(request: IncomingMessage): boolean {
  return request.complete || request.readableLength === Number(request.headers['content-length']);
}

function wholeOf(request: IncomingMessage): Promise<Buffer> {
  // Bytes, since nothing sets an encoding; a larger body is here in several pieces, which are read one by one.
  const next = (): Buffer | null => request.read() as Buffer | null;
  const first = next() ?? Buffer.alloc(0);
  const more: Buffer[] = [];
  for (let piece = next(); piece !== null; piece = next()) more.push(piece);
  const whole = more.length === 0 ? first : Buffer.concat([first, ...more]);
  return whole.length > maxRequestBytes ? Promise.reject(tooLarge()) : Promise.resolve(whole);
}

/**
 * Reads on and throws away, within bounds, before a refusal is answered: a connection that is closed while the
 * sender still writes loses the answer on the way. Resolves when the body has ended or the bounds are reached.
 */
export function drain(request: IncomingMessage): Promise<void> {
  if (request.readableEnded || request.destroyed) return Promise.resolve();
  if (Number(request.headers['content-length'] ?? 0) > maxDrainedBytes) return Promise.resolve();
  return new Promise((resolve) => {
    let left = maxDrainedBytes;
    const timer = setTimeout(() => end(), bodyTimeoutMs / 10);
    const onData = (chunk: Buffer): void => {
      left -= chunk.length;
      if (left < 0) end();
    };
    const end = (): void => {
      clearTimeout(timer);
      request.off('data', onData).off('end', end).off('error', end).off('close', end);
      request.pause();
      resolve();
    };
    request.on('data', onData).on('end', end).on('error', end).on('close', end);
    request.resume();
  });
}
