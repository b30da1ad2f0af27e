import type { FaultPlan } from '../faults';
import type { Attempt, Notification, SentWebhook, WebhookScheme } from './notification';
import { planned } from './webhook-faults';

export interface WebhookOptions {
  /** Where everything goes. */
  url: string;
  /** Only these topics; all when not given. */
  topics?: readonly string[];
  /** Parts of a real second that one second of the vendor's delays takes: 0.001 makes an hour 3.6 s. 1 when not given. */
  timeScale?: number;
  /** True: they leave only when `deliverDue` is called. As a rule true where the clock is given, else false. */
  byHand?: boolean;
}

interface Waiting {
  notification: Notification;
  sent: SentWebhook;
  dueAt: number;
}

const longestLog = 10_000;

/** Webhooks on their way out of one twin, sent one after the other in the order they fall due. */
export class WebhookQueue {
  private waiting: Waiting[] = [];
  private readonly log: SentWebhook[] = [];
  private readonly ending = new AbortController();
  private readonly scale: number;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private count = 0;
  private open = true;

  constructor(
    private readonly scheme: WebhookScheme,
    private readonly faults: FaultPlan,
    private readonly now: () => Date,
    private readonly options: (WebhookOptions & { byHand: boolean }) | undefined,
  ) {
    this.scale = options?.timeScale ?? 1;
  }

  tell(notifications: readonly Notification[]): void {
    const { options } = this;
    if (!options || !this.open) return;
    for (const notification of notifications) {
      if (options.topics && !options.topics.includes(notification.topic)) continue;
      for (const { notification: copy, delayMs } of planned(notification, `webhook ${++this.count}`, this.faults)) this.add(copy, delayMs);
    }
    this.wake();
  }

  /** What was told and what became of it. */
  sent(): readonly SentWebhook[] {
    return this.log;
  }

  /** When the next one falls due, by the twin's clock. */
  nextDueAt(): Date | undefined {
    const first = this.first();
    return first && new Date(first.dueAt);
  }

  /** Sends all that is due by the twin's clock; resolves when they are answered or given up. */
  deliverDue(): Promise<void> {
    this.running = this.running.then(() => this.deliver());
    return this.running;
  }

  async close(): Promise<void> {
    this.open = false;
    clearTimeout(this.timer);
    this.ending.abort();
    await this.running;
  }

  private add(notification: Notification, delayMs: number): void {
    const dueAt = this.after(delayMs);
    const eventId = String(notification.payload[notification.idMember] ?? '');
    const sent: SentWebhook = {
      n: (this.log.at(-1)?.n ?? 0) + 1,
      topic: notification.topic,
      eventId,
      dueAt: new Date(dueAt).toISOString(),
      state: 'waiting',
      attempts: [],
    };
    this.log.push(sent);
    if (this.log.length > longestLog) this.log.shift();
    this.waiting.push({ notification, sent, dueAt });
  }

  /** Whole milliseconds, so that a clock set to `nextDueAt` has reached it. */
  private after(vendorMs: number): number {
    return this.now().getTime() + Math.ceil(vendorMs * this.scale);
  }

  private first(): Waiting | undefined {
    let first: Waiting | undefined;
    for (const one of this.waiting)
      if (!first || one.dueAt < first.dueAt || (one.dueAt === first.dueAt && one.sent.n < first.sent.n)) first = one;
    return first;
  }

  private async deliver(): Promise<void> {
    for (let next = this.nextDue(); next && this.open; next = this.nextDue()) await this.attempt(next);
    this.wake();
  }

  private nextDue(): Waiting | undefined {
    const first = this.first();
    return first && first.dueAt <= this.now().getTime() ? first : undefined;
  }

  private async attempt(one: Waiting): Promise<void> {
    const attempt = one.sent.attempts.length + 1;
    const made: Attempt = { at: this.now().toISOString(), status: null };
    const status = await this.post(one.notification, attempt);
    made.status = status ?? null;
    one.sent.attempts.push(made);
    const well = status !== undefined && status >= 200 && status < 300;
    const delay =
      well || !one.notification.retries || !this.scheme.retriesOn(status) ? undefined : this.scheme.retryAfterSeconds[attempt - 1];
    if (delay === undefined) {
      one.sent.state = well ? 'delivered' : 'given up';
      this.waiting = this.waiting.filter((other) => other !== one);
    } else {
      const jitter = this.faults.chance('late', `jitter ${one.sent.n}:${attempt}`).real() * this.scheme.jitterSeconds;
      one.dueAt = this.after((delay + jitter) * 1_000);
      one.sent.dueAt = new Date(one.dueAt).toISOString();
    }
    if (status !== undefined && this.scheme.endedBy.includes(status)) this.end();
  }

  /** The receiver said it wants no more. */
  private end(): void {
    this.open = false;
    for (const { sent } of this.waiting) sent.state = 'given up';
    this.waiting = [];
  }

  private async post({ payload }: Notification, attempt: number): Promise<number | undefined> {
    const body = JSON.stringify(this.scheme.payloadAt?.(payload, attempt) ?? payload);
    try {
      const answer = await fetch(this.options?.url ?? '', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...this.scheme.sign(body, this.now()) },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([this.ending.signal, AbortSignal.timeout(this.scheme.ackWithinMs)]),
      });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      // Nobody there, or no answer in time: the vendor sees the same and tries again.
      return undefined;
    }
  }

  private wake(): void {
    clearTimeout(this.timer);
    const next = this.nextDueAt();
    if (!this.open || !next || this.options?.byHand !== false) return;
    const inMs = Math.max(0, next.getTime() - this.now().getTime());
    this.timer = setTimeout(() => void this.deliverDue(), Math.min(inMs, 2 ** 31 - 1));
    this.timer.unref();
  }
}
