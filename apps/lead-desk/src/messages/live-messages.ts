import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { may } from '#lead';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { DeskRefusal } from '../api-problems/desk-refusal';
import { DeskSettings } from '../desk-settings';
import { LiveClient } from '../events/live-client';
import { Sessions } from '../sign-in/sessions';
import type { SignedInMember } from '../sign-in/signed-in';
import { Messages } from './messages';
import { newestLeads } from './newest-leads';

const beatMs = 15_000;
const mostClients = 500;
const none: ReadonlyMap<string, string> = new Map();

interface Listener {
  readonly who: SignedInMember;
  /** Undefined before the first word. */
  told: number | undefined;
  /** Their agency's newest lead, as it was told; undefined likewise. */
  newest: string | undefined;
}

/** How many messages wait for whoever has the desk open, and that there is a newer lead: one look for all of them, while there are any. */
@Injectable()
export class LiveMessages implements BeforeApplicationShutdown {
  private readonly log = new Logger('lead-desk');
  private readonly listeners = new Map<LiveClient, Listener>();
  private looking = false;
  private stopped = false;

  constructor(
    private readonly db: DataSource,
    private readonly messages: Messages,
    private readonly sessions: Sessions,
    private readonly settings: DeskSettings,
  ) {}

  follow(who: SignedInMember, reply: FastifyReply): void {
    if (this.stopped || this.listeners.size >= mostClients) {
      const message = 'No more screens can be told at once now; the list itself still works';
      throw new DeskRefusal(503, [{ path: '', rule: 'busy', message }], 10);
    }
    reply.hijack();
    const client = new LiveClient(reply.raw, () => {
      clearInterval(beat);
      this.listeners.delete(client);
    });
    const beat = setInterval(() => void this.beat(who, client), beatMs);
    this.listeners.set(client, { who, told: undefined, newest: undefined });
    if (!this.looking) void this.look();
  }

  beforeApplicationShutdown(): void {
    this.stopped = true;
    for (const client of this.listeners.keys()) client.end();
  }

  /** A stream does not outlive its session. */
  private async beat(who: SignedInMember, client: LiveClient): Promise<void> {
    try {
      if (await this.sessions.holds(who)) client.beat();
      else client.end();
    } catch (error) {
      this.log.warn({ err: error }, 'A stream of messages could not check its session; it tries again');
    }
  }

  private async look(): Promise<void> {
    this.looking = true;
    while (!this.stopped && this.listeners.size > 0) {
      try {
        await this.tell([...this.listeners]);
      } catch (error) {
        this.log.warn({ err: error }, 'Messages could not be looked for; the desk tries again');
      }
      await new Promise((resolve) => setTimeout(resolve, this.settings.liveEveryMs));
    }
    this.looking = false;
  }

  private async tell(all: readonly (readonly [LiveClient, Listener])[]): Promise<void> {
    const counts = await this.messages.countsOf(all.map(([, { who }]) => who));
    const workers = all.filter(([, { who }]) => may(who.member.role, 'workLeads'));
    const newest = workers.length === 0 ? none : await newestLeads(this.db, [...new Set(workers.map(([, { who }]) => who.agency))]);
    for (const [i, [client, listener]] of all.entries()) {
      const unread = counts[i];
      if (unread === undefined || unread === listener.told) continue;
      listener.told = unread;
      client.say('unread', { unread });
    }
    for (const [client, listener] of workers) {
      const lead = newest.get(listener.who.agency);
      if (lead === undefined || lead === listener.newest) continue;
      listener.newest = lead;
      // Which one, and whether they may see it, the list says.
      client.say('leads', {});
    }
  }
}
