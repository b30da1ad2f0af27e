import type { EntityManager } from 'typeorm';
import { worthUntil } from '../mail/worth-until';
import { storableWords } from '../messages/storable-words';
import type { LinkOpens } from './member-links';

interface ToMail {
  readonly agency: string;
  readonly memberId: string;
  readonly kind: LinkOpens;
  readonly words: Readonly<Record<string, string>>;
}

/** A mail with a link that lets its reader choose a password; none where one still waits to be sent. The link is made when it goes out. */
export async function mailLink(manager: Pick<EntityManager, 'query'>, { agency, memberId, kind, words }: ToMail, now: Date): Promise<void> {
  await manager.query(
    `insert into lead_desk.mails (agency, id, kind, member_id, to_name, to_address, words, made_at, due_at, worth_until)
     select m.agency, gen_random_uuid(), $3, m.id, m.name, m.email, $4::jsonb, $5, $5, $6 from lead_desk.members m
     where m.agency = $1 and m.id = $2 and m.disabled_at is null
       and not exists (select from lead_desk.mails w where w.agency = m.agency and w.member_id = m.id and w.kind = $3 and w.state = 'waiting')`,
    [agency, memberId, kind, JSON.stringify(storableWords(words)), now, worthUntil(kind, words, now)],
  );
}
