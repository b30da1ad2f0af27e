import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DeskRefusal } from '../api-problems/desk-refusal';
import { DeskSettings } from '../desk-settings';
import { Sessions } from '../sign-in/sessions';
import type { SignedInMember } from '../sign-in/signed-in';
import { AgencyWatch, mostWatched } from './agency-watch';
import { DeskEvents } from './desk-events';
import { LiveClient } from './live-client';

const beatMs = 15_000;
const mostClients = 200;

/** The live list: one look per agency for all its readers, while there are any. */
@Injectable()
export class LiveEvents implements BeforeApplicationShutdown {
  private readonly log = new Logger('lead-desk');
  private readonly watches = new Map<string, AgencyWatch>();
  private clients = 0;
  private stopped = false;

  constructor(
    private readonly events: DeskEvents,
    private readonly sessions: Sessions,
    private readonly settings: DeskSettings,
  ) {}

  follow(who: SignedInMember, reply: FastifyReply): void {
    if (this.stopped || this.clients >= mostClients) {
      throw new DeskRefusal(
        503,
        [{ path: '', rule: 'busy', message: 'No more live lists can be open now; the list itself still works' }],
        10,
      );
    }
    const known = this.watches.get(who.agency);
    const watch = known ?? new AgencyWatch();
    this.watches.set(who.agency, watch);
    this.clients += 1;
    reply.hijack();
    const client = new LiveClient(reply.raw, () => {
      clearInterval(beat);
      watch.clients.delete(client);
      this.clients -= 1;
    });
    const beat = setInterval(() => void this.beat(who, client), beatMs);
    watch.join(client);
    if (!known) void this.look(who.agency, watch);
  }

  beforeApplicationShutdown(): void {
    this.stopped = true;
    for (const watch of this.watches.values()) for (const client of watch.clients) client.end();
  }

  /** A stream does not outlive its session. */
  private async beat(who: SignedInMember, client: LiveClient): Promise<void> {
    try {
      if (await this.sessions.holds(who)) client.beat();
      else client.end();
    } catch (error) {
      this.log.warn({ err: error }, 'A live list could not check its session; it tries again');
    }
  }

  private async look(agency: string, watch: AgencyWatch): Promise<void> {
    while (!this.stopped && watch.clients.size > 0) {
      try {
        watch.see((await this.events.named(agency, { limit: mostWatched })).events);
      } catch (error) {
        this.log.warn({ err: error }, 'The live list could not look for events; it tries again');
      }
      await new Promise((resolve) => setTimeout(resolve, this.settings.liveEveryMs));
    }
    this.watches.delete(agency);
  }
}
