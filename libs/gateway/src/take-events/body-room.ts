import { maxBytesUnderWay, maxRequestBytes } from '../limits';
import { Refusal, sendAgain } from '../refusal';

/** What one participant may hold of the room, so that its slow or large bodies never keep another's out. */
const share = maxBytesUnderWay / 4;

/** Bodies under way share a fixed room of memory; beyond it senders wait, rather than this process for memory. */
export class BodyRoom {
  private held = 0;
  private readonly heldBy = new Map<string, number>();

  /** Reserves room for a body before it is read; call what it returns when the request is answered. */
  reserve(participant: string, contentLength: string | undefined): () => void {
    const bytes = Math.min(contentLength === undefined ? maxRequestBytes : Number(contentLength), maxRequestBytes);
    const own = this.heldBy.get(participant) ?? 0;
    if (this.held + bytes > maxBytesUnderWay || own + bytes > share)
      throw new Refusal(503, 'busy', `More arrives than can be held at a time. ${sendAgain}`, [], { 'retry-after': '1' });
    this.held += bytes;
    this.heldBy.set(participant, own + bytes);
    return () => {
      this.held -= bytes;
      const left = (this.heldBy.get(participant) ?? 0) - bytes;
      if (left > 0) this.heldBy.set(participant, left);
      else this.heldBy.delete(participant);
    };
  }
}
