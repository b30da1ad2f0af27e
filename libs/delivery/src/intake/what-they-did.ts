import type { EntityManager } from 'typeorm';
import type { IntakeDecision, IntakeEvent, IntakePlace } from './intake-views';

interface Row extends Omit<IntakeEvent, 'message'> {
  readonly event: string;
}

const most = 200;

/** What the person did, oldest first, and what became of each at the target. */
export async function whatTheyDid(manager: EntityManager, agency: string, { target, personId }: IntakePlace): Promise<IntakeEvent[]> {
  const rows: Row[] = await manager.query(
    `select i.participant, i.source, i.id, i.type, i.received as at, i.event, coalesce(p.state, o.state) as state, o.sent_as as "sentAs"
     from exchange.inbox i
     left join lateral (select p.state from exchange.pending p where p.key = i.key and p.agency = i.agency and p.target = $2 limit 1) p on true
     left join lateral (select o.state, o.sent_as from exchange.outcomes o where o.key = i.key and o.agency = i.agency and o.target = $2 limit 1) o on true
     where i.agency = $1 and i.person = $3 and coalesce(p.state, o.state) is not null order by i.received, i.position limit ${most}`,
    [agency, target, personId],
  );
  return rows.map(({ event, ...row }) => ({ ...row, message: messageIn(row.type, event) }));
}

/** What somebody wrote in a form; a note may be private, and is nobody's here. */
function messageIn(type: string, event: string): string | null {
  if (type !== 'enquiry.made') return null;
  const { data }: { data?: unknown } = JSON.parse(event);
  const message = typeof data === 'object' && data !== null && 'message' in data ? data.message : undefined;
  return typeof message === 'string' && message.trim() !== '' ? message : null;
}

/** Who decided what, when and why; the newest first. */
export function decisionsOn(manager: EntityManager, agency: string, { target, personId }: IntakePlace): Promise<IntakeDecision[]> {
  return manager.query(
    `select decision as verb, other, who as by, why, at from exchange.intake_decisions where agency = $1 and target = $2 and person = $3 order by number desc`,
    [agency, target, personId],
  );
}
