import { randomUUID } from 'node:crypto';
import type { DistributionRule, Role } from '#lead';
import type { DataSource } from 'typeorm';
import { hashPassword } from '../src/sign-in/passwords';
import { password, type RunningDesk, signInBy, type Visitor } from './running-desk';

export const ruleOf = (more: Partial<DistributionRule> = {}): DistributionRule => ({
  method: 'roundRobin',
  acceptWithinMinutes: 30,
  hours: { zone: 'Europe/London', hours: null, days: 'anyDay', holidays: [] },
  capPerDay: null,
  stickyAgent: false,
  listingAgent: false,
  mostOffers: 3,
  ...more,
});

export async function addOffice(db: DataSource, id: string, agency = 'oak'): Promise<void> {
  await db.query('insert into lead_desk.offices (agency, id, name, zone) values ($1, $2, $3, $4)', [
    agency,
    id,
    id.replace(/^./, (first) => first.toUpperCase()),
    'Europe/London',
  ]);
}

export interface Somebody {
  readonly id: string;
  readonly email: string;
}

let joined = 0;

/** Members in the order given, after those who joined before, each with an address of their first name. */
export async function addMembers(
  db: DataSource,
  names: readonly string[],
  more: { readonly office?: string; readonly agency?: string; readonly role?: Role; readonly ref?: string } = {},
): Promise<Somebody[]> {
  const { office = null, agency = 'oak', role = 'agent', ref = null } = more;
  const passwordHash = await hashPassword(password);
  return Promise.all(
    names.map(async (name) => {
      joined += 1;
      const joinedAt = new Date(Date.UTC(2026, 0, 1, 0, 0, joined));
      const id = randomUUID();
      const email = `${name.toLowerCase().replaceAll(' ', '.')}@${agency}.example.com`;
      await db.query(
        `insert into lead_desk.members (agency, id, email, name, role, office, password_hash, created_at, receiving, agent_ref)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [agency, id, email, name, role, office, passwordHash, joinedAt, role === 'agent', ref],
      );
      return { id, email };
    }),
  );
}

export async function setRule(db: DataSource, rule: DistributionRule, office = '', agency = 'oak'): Promise<void> {
  await db.query(
    `insert into lead_desk.distribution_rules (agency, office, active, rule, version, changed_at, changed_by) values ($1, $2, true, $3, 1, now(), 'test')
     on conflict (agency, office) do update set rule = excluded.rule, active = true, version = lead_desk.distribution_rules.version + 1`,
    [agency, office, JSON.stringify(rule)],
  );
}

export const enter = (desk: RunningDesk, { email }: Somebody): Promise<Visitor> => signInBy(desk.url, email);

/** Who is offered each lead, or has it, by the subject of its person. */
export async function givenTo(db: DataSource, agency = 'oak'): Promise<Record<string, string>> {
  const rows: { subject: string; state: string; who: string[] | null }[] = await db.query(
    `select p.subject, a.state, array(select m.name from lead_desk.members m where m.agency = a.agency and (m.id = a.agent or m.id = any(a.offered_to)) order by m.name) as who
     from lead_desk.assignments a join lead_desk.persons p using (agency, person_id) where a.agency = $1 order by p.subject`,
    [agency],
  );
  return Object.fromEntries(rows.map(({ subject, state, who }) => [subject, `${state} ${(who ?? []).join(', ')}`.trim()]));
}
