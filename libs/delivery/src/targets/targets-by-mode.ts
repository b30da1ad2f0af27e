import { type Answer, HttpTarget, type Outgoing } from './http-target';

/** Webhooks, and whatever serves the targets that are asked otherwise. */
export class TargetsByMode extends HttpTarget {
  private connections: HttpTarget | undefined;

  constructor(private readonly webhooks: HttpTarget) {
    super();
  }

  /** Called once, before any lane runs. */
  serveConnections(target: HttpTarget): void {
    this.connections = target;
  }

  send(outgoing: Outgoing): Promise<Answer> {
    if (outgoing.target.mode !== 'connection') return this.webhooks.send(outgoing);
    if (this.connections) return this.connections.send(outgoing);
    return Promise.resolve({ status: null, error: 'This process serves no connections', body: '', retryAfterMs: 0, tookMs: 0 });
  }

  sendTogether(all: readonly Outgoing[], id: string): Promise<readonly Answer[]> {
    if (all[0]?.target.mode !== 'connection') return this.webhooks.sendTogether(all, id);
    if (this.connections) return this.connections.sendTogether(all, id);
    return Promise.all(all.map((one) => this.send(one)));
  }

  async close(): Promise<void> {
    await Promise.all([this.webhooks.close(), this.connections?.close()]);
  }
}
