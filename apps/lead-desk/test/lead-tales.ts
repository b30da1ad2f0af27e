import { personIdOf } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { digestOf } from '../src/take-events/digest';
import { home, type Tale } from './told-events';

/** Times in the order of their numbers, all before the desk's clock. */
export const minute = (n: number): Pick<Tale, 'time' | 'received'> => {
  const at = new Date(Date.parse('2026-11-20T10:00:00Z') + n * 60_000).toISOString();
  return { time: at, received: at };
};

/** Somebody who enquires about a house; the lead is theirs. */
export function enquirer(subject: string, name: string, n: number, more: object = {}): Tale[] {
  return [
    {
      type: 'person.updated',
      subject,
      data: { person: { name: { full: name }, emails: [{ address: `${subject}@example.com` }] } },
      ...minute(n),
    },
    {
      type: 'enquiry.made',
      subject,
      data: {
        enquiryType: 'viewing',
        about: { kind: 'property', ...home(subject, `${n} Mill Lane`) },
        message: `Hello from ${name}`,
        ...more,
      },
      ...minute(n),
    },
  ];
}

export const leadIdOf = (subject: string, intent = 'buy', agency = 'oak'): string =>
  digestOf('lead', agency, personIdOf(agency, 'site', subject), intent, '');

/** Gives a lead to a member, as the giving out would. */
export async function giveLead(db: DataSource, leadId: string, email: string): Promise<void> {
  await db.query(
    `insert into lead_desk.assignments (agency, lead_id, person_id, office, state, agent, opened_at, taken_at)
     select l.agency, l.lead_id, l.person_id, coalesce(m.office, ''), 'accepted', m.id, l.opened_at, l.opened_at
     from lead_desk.leads l join lead_desk.members m on m.agency = l.agency and m.email = $2 where l.lead_id = $1
     on conflict (agency, lead_id) do update set agent = excluded.agent, state = 'accepted', office = excluded.office`,
    [leadId, email],
  );
}
