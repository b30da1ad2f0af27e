import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#runtime';
import { DeskSettings } from '../desk-settings';
import { Rounds } from '../timers/rounds';
import { ExchangeWindow } from '../exchange-window/exchange-window';
import { MemberLinks } from '../team/member-links';
import { DeskAddress } from './desk-address';
import { pathOf } from './mail-links';
import { MailQueue, type TakenMail } from './mail-queue';
import { type MailOutcome, MailWay } from './mail-way';
import { writeMail } from './write-mail';

const mostAtOnce = 50;
const tidyEveryMs = 60_000;

/** Sends what waits to be sent, each mail once, while the lead desk runs. Several processes may do it at once. */
@Injectable()
export class MailSender implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('lead-desk');
  private readonly rounds = new Rounds(() => this.round());
  private tidiedAt = 0;

  constructor(
    private readonly queue: MailQueue,
    private readonly way: MailWay,
    private readonly links: MemberLinks,
    private readonly address: DeskAddress,
    private readonly window: ExchangeWindow,
    private readonly clock: Clock,
    private readonly settings: DeskSettings,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start(this.settings.mailEveryMs);
  }

  /** A mail that is going out goes out; nothing else is begun. */
  beforeApplicationShutdown(): Promise<void> {
    return this.rounds.stop();
  }

  /** One round: settles what was cut off, then sends what is due, so many at most. @returns how many were tried */
  async sendDue(): Promise<number> {
    const base = this.address.base();
    // Before the desk listens nobody could follow a link.
    if (base === undefined) return 0;
    await this.queue.settle(this.clock.now(), this.way.doubtful);
    for (let tried = 0; tried < mostAtOnce && !this.rounds.stopped; tried += 1) {
      const mail = await this.queue.take(this.clock.now());
      if (!mail) return tried;
      const outcome = await this.attempt(mail, base);
      await this.queue.record(mail, outcome, this.clock.now());
      if (outcome.everybody) return tried + 1;
    }
    return mostAtOnce;
  }

  /** Lets go of kept mails that the desk does not know any more, because their person was erased or they are old. */
  async tidy(): Promise<void> {
    const held = await this.way.held();
    for (let from = 0; from < held.length; from += 1_000) {
      for (const id of await this.queue.unknownOf(held.slice(from, from + 1_000))) await this.way.letGo(id);
    }
  }

  private async attempt(mail: TakenMail, base: string): Promise<MailOutcome> {
    const { agency, kind, lead_id: leadId, member_id: memberId, to_name: name, to_address: address } = mail;
    try {
      const now = this.clock.now();
      // Made now and by the one who sends it: before, nobody could use it, and no table holds it.
      const token = kind === 'invitation' || kind === 'reset' ? await this.links.make(agency, memberId, kind, now) : undefined;
      const path = pathOf({ kind, leadId }, token);
      if (path === undefined) return { state: 'refused', answer: 'Not needed any more: the account changed meanwhile' };
      const { name: agencyName, zone } = (await this.window.agency(agency)) ?? { name: agency, zone: 'UTC' };
      const written = writeMail({ kind, words: mail.words, to: name, agency: { name: agencyName, zone }, link: base + path });
      return await this.way.send({ id: mail.id, to: { name, address }, at: now, ...written });
    } catch (error) {
      this.log.warn({ err: error, agency, mail: mail.id }, 'A mail could not be made; it is tried again');
      return { state: 'later', answer: 'The desk could not make it', everybody: true };
    }
  }

  private async round(): Promise<void> {
    try {
      await this.sendDue();
      if (Date.now() - this.tidiedAt < tidyEveryMs) return;
      this.tidiedAt = Date.now();
      await this.tidy();
    } catch (error) {
      this.log.warn({ err: error }, 'Mails could not be looked for; the desk tries again');
    }
  }
}
