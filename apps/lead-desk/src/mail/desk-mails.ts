import { Injectable, Logger } from '@nestjs/common';
import { Clock, inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { DeskRefusal, notFound } from '../api-problems/desk-refusal';
import { ExchangeWindow } from '../exchange-window/exchange-window';
import { cursorOf, readCursor } from '../people/page-cursor';
import { readId } from '../people/person-id';
import type { SignedInMember } from '../sign-in/signed-in';
import type { MailState } from '../team/team-views';
import { DeskAddress } from './desk-address';
import { pathOf } from './mail-links';
import type { MailKind } from './mail-text';
import type { MailDetailView, MailsQuery, MailsView, MailView } from './mail-views';
import { worthUntil } from './worth-until';
import { type WrittenMail, writeMail } from './write-mail';

interface MailRow {
  id: string;
  kind: MailKind;
  lead_id: string | null;
  to_name: string;
  to_address: string;
  words: Record<string, string>;
  made_at: Date;
  exactly: string;
  state: MailState;
  attempts: number;
  due_at: Date | null;
  ended_at: Date | null;
  answer: string | null;
}

const columns = `id, kind, lead_id, to_name, to_address, words, made_at, state, attempts, due_at, ended_at, answer,
  to_char(made_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exactly`;
const time = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const uuid = /^[\da-f-]{36}$/;

/** The mails of an agency, as those see them who look after its team. */
@Injectable()
export class DeskMails {
  private readonly log = new Logger('lead-desk');

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly window: ExchangeWindow,
    private readonly address: DeskAddress,
  ) {}

  async list(agency: string, { state, before, limit = 100 }: MailsQuery): Promise<MailsView> {
    const [at = null, id = null] = readCursor(before, [time, uuid]) ?? [];
    const write = await this.writer(agency);
    return inAgency(this.db, agency, async (manager) => {
      const rows: MailRow[] = await manager.query(
        `select ${columns} from lead_desk.mails where agency = $1 and ($2::text is null or state = $2)
           and ($3::timestamptz is null or (made_at, id) < ($3::timestamptz, $4::uuid)) order by made_at desc, id desc limit $5`,
        [agency, state ?? null, at, id, limit + 1],
      );
      const page = rows.slice(0, limit);
      const last = rows.length > limit ? page.at(-1) : undefined;
      return { mails: page.map((row) => viewOf(row, write(row))), next: last ? cursorOf([last.exactly, last.id]) : null };
    });
  }

  async read(agency: string, id: string): Promise<MailDetailView> {
    const mailId = readId(id, 'mail');
    const write = await this.writer(agency);
    return inAgency(this.db, agency, async (manager) => detailOf(await one(manager, agency, mailId), write));
  }

  /** Sends a mail once more that was refused or whose end nobody knows, under the Message-ID it has. */
  async again(who: SignedInMember, id: string): Promise<MailDetailView> {
    const { agency, memberId } = who;
    const mailId = readId(id, 'mail');
    const write = await this.writer(agency);
    return inAgency(this.db, agency, async (manager) => {
      const { kind } = await one(manager, agency, mailId);
      const now = this.clock.now();
      const [, taken]: [unknown, number] = await manager.query(
        `update lead_desk.mails set state = 'waiting', due_at = $3, ended_at = null, answer = null, worth_until = $4
         where agency = $1 and id = $2 and state in ('refused', 'unsure')`,
        [agency, mailId, now, worthUntil(kind, {}, now)],
      );
      const stands = await one(manager, agency, mailId);
      if (taken === 0) throw new DeskRefusal(409, [{ path: '', rule: 'state', message: notAgain[stands.state] }]);
      this.log.log({ agency, member: memberId, mail: mailId }, 'A member had a mail sent again');
      return detailOf(stands, write);
    });
  }

  private async writer(agency: string): Promise<(row: MailRow) => WrittenMail> {
    const { name, zone } = (await this.window.agency(agency)) ?? { name: agency, zone: 'UTC' };
    const base = this.address.base();
    return ({ kind, lead_id: leadId, words, to_name: to }) => {
      const path = pathOf({ kind, leadId });
      return writeMail({ kind, words, to, agency: { name, zone }, link: path && base && base + path });
    };
  }
}

const notAgain: Readonly<Record<MailState, string>> = {
  waiting: 'It waits to be sent already',
  sending: 'It is being sent just now',
  sent: 'It was sent already',
  kept: 'It is kept in the data folder, since no mail server is set',
  refused: 'It cannot be sent again now; look once more',
  unsure: 'It cannot be sent again now; look once more',
};

async function one(manager: EntityManager, agency: string, id: string): Promise<MailRow> {
  const [row]: MailRow[] = await manager.query(`select ${columns} from lead_desk.mails where agency = $1 and id = $2`, [agency, id]);
  if (!row) throw notFound('mail');
  return row;
}

function viewOf(row: MailRow, { subject }: WrittenMail): MailView {
  const { id, kind, to_name: toName, to_address: toAddress, state, attempts, answer } = row;
  const [madeAt, dueAt, endedAt] = [row.made_at.toISOString(), row.due_at?.toISOString() ?? null, row.ended_at?.toISOString() ?? null];
  return { id, kind, toName, toAddress, subject, state, attempts, madeAt, dueAt, endedAt, answer };
}

function detailOf(row: MailRow, write: (row: MailRow) => WrittenMail): MailDetailView {
  const written = write(row);
  return { ...viewOf(row, written), text: written.text, html: written.html };
}
