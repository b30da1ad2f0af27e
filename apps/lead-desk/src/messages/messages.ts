import { Injectable } from '@nestjs/common';
import { Clock, inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { notFound } from '../api-problems/desk-refusal';
import { cursorOf, readCursor } from '../people/page-cursor';
import { readId } from '../people/person-id';
import type { SignedInMember } from '../sign-in/signed-in';
import type { MessagesQuery, MessagesView, MessageView, UnreadView } from './message-views';
import type { MessageKind } from './tell-members';

interface MessageRow {
  id: string;
  kind: MessageKind;
  lead_id: string | null;
  person_id: string | null;
  words: Record<string, string>;
  at: Date;
  exactly: string;
  read_at: Date | null;
}

const time = /^\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|[+-]\d\d(?::?\d\d)?)$/;
const uuid = /^[\da-f-]{36}$/;
/** More than this many unread are not counted. */
const mostCounted = 100;

type Who = Pick<SignedInMember, 'agency' | 'memberId'>;

/** What a member was told; each sees and marks their own. */
@Injectable()
export class Messages {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  list(who: Who, { before, unread, limit = 50 }: MessagesQuery): Promise<MessagesView> {
    const [at = null, id = null] = readCursor(before, [time, uuid]) ?? [];
    return inAgency(this.db, who.agency, async (manager) => {
      const rows: MessageRow[] = await manager.query(
        `select id, kind, lead_id, person_id, words, at, to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exactly, read_at
         from lead_desk.messages where agency = $1 and member_id = $2 and ($3::timestamptz is null or (at, id) < ($3::timestamptz, $4::uuid))
           and ($5::boolean is not true or read_at is null) order by at desc, id desc limit $6`,
        [who.agency, who.memberId, at, id, unread === 'true', limit + 1],
      );
      const page = rows.slice(0, limit);
      const last = rows.length > limit ? page.at(-1) : undefined;
      return {
        messages: page.map(viewOf),
        next: last ? cursorOf([last.exactly, last.id]) : null,
        ...(await this.unreadOf(manager, who)),
      };
    });
  }

  /** Both may be asked for again. */
  async mark(who: Who, id: string, read: boolean): Promise<UnreadView> {
    const messageId = readId(id, 'message');
    return inAgency(this.db, who.agency, async (manager) => {
      const [, marked]: [unknown, number] = await manager.query(
        `update lead_desk.messages set read_at = case when $4 then coalesce(read_at, $5) end where agency = $1 and member_id = $2 and id = $3`,
        [who.agency, who.memberId, messageId, read, this.clock.now()],
      );
      if (marked === 0) throw notFound('message');
      return this.unreadOf(manager, who);
    });
  }

  async markAll(who: Who): Promise<UnreadView> {
    return inAgency(this.db, who.agency, async (manager) => {
      await manager.query('update lead_desk.messages set read_at = $3 where agency = $1 and member_id = $2 and read_at is null', [
        who.agency,
        who.memberId,
        this.clock.now(),
      ]);
      return this.unreadOf(manager, who);
    });
  }

  /** Unread counts of many members of any agency, in their order, with one statement. */
  async countsOf(members: readonly Who[]): Promise<readonly number[]> {
    const rows: { unread: number }[] = await this.db.query(
      `select (select count(*)::int from (select from lead_desk.messages m where m.agency = w.agency and m.member_id = w.member and m.read_at is null
         limit ${mostCounted}) c) as unread from unnest($1::text[], $2::uuid[]) with ordinality as w(agency, member, n) order by n`,
      [members.map(({ agency }) => agency), members.map(({ memberId }) => memberId)],
    );
    return rows.map(({ unread }) => unread);
  }

  private async unreadOf(manager: EntityManager, { agency, memberId }: Who): Promise<UnreadView> {
    const rows: UnreadView[] = await manager.query(
      `select count(*)::int as unread from (select from lead_desk.messages where agency = $1 and member_id = $2 and read_at is null limit ${mostCounted}) c`,
      [agency, memberId],
    );
    return { unread: rows[0]?.unread ?? 0 };
  }
}

function viewOf({ id, kind, lead_id: leadId, person_id: personId, words, at, read_at: readAt }: MessageRow): MessageView {
  return { id, kind, leadId, personId, words, at: at.toISOString(), readAt: readAt?.toISOString() ?? null };
}
