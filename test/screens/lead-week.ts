import { addMembers } from '../../apps/lead-desk/test/office-of-agents';
import { settled } from './settled';
import type { Desk } from './stand-desk';
import { home, person, told } from './told';

export const longAgo = new Date(Date.now() - 6 * 86_400_000).toISOString();

export const enquiry = (subject: string, address: string, message: string, more: object = {}, time = longAgo): object =>
  told(
    'enquiry.made',
    subject,
    { enquiryType: 'viewing', about: { kind: 'property', ...home(subject, address) }, message, ...more },
    { time },
  );

/** Somebody who enquired days ago, so that a lead of theirs is there. */
export const enquirer = (name: string, address = '9 Mill Lane, Lewes', time = longAgo): object[] => {
  const subject = `W-${name.toLowerCase().replaceAll(' ', '-')}`;
  return [
    told('person.updated', subject, person(name, `${name.toLowerCase().replaceAll(' ', '.')}@example.com`), { time }),
    enquiry(subject, address, `Hello from ${name}`, {}, time),
  ];
};

/** Agnes Ash is an agent, Mona Moor the manager of leads that belong to no office. */
export const agnes = 'agnes.ash@oak.example.com';
export const mona = 'mona.moor@oak.example.com';

export async function leadWeek(desk: Desk, names: readonly string[]): Promise<void> {
  await addMembers(desk.db, ['Agnes Ash']);
  await addMembers(desk.db, ['Mona Moor'], { role: 'officeManager' });
  await desk.send('site', ...names.flatMap((name, n) => enquirer(name, `${n + 1} Mill Lane, Lewes`)));
  await settled(desk, 2 * names.length);
}

/** Makes a lead a member's own, as if they had accepted it. */
export async function giveTo(desk: Desk, email: string, name: string): Promise<void> {
  await desk.db.query(
    `update lead_desk.assignments a set agent = m.id, state = 'accepted', offered_to = '{}', taken_at = now() from lead_desk.members m, lead_desk.lead_list l
     where m.email = $1 and l.name = $2 and a.lead_id = l.lead_id`,
    [email, name],
  );
  await desk.db.query(
    `update lead_desk.lead_list l set agent = m.id, agent_name = m.name, assignment_state = 'accepted' from lead_desk.members m where m.email = $1 and l.name = $2`,
    [email, name],
  );
}
