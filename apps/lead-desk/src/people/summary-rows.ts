import { interestScore } from '#lead';
import type { EntityManager } from 'typeorm';
import { clientSince } from './client-since';
import { leadsOf } from './lead-views';
import { openLeadsOf } from './open-leads-of';
import type { PersonSummaryView } from './person-summary-view';

export interface SummaryRow {
  human: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  visits: string;
  last_visit: Date | null;
  last_activity: Date;
  first_seen: Date;
  saves: number;
  searches: number;
  energy: string;
  sides: ('website' | 'backOffice')[];
  denied: string[];
}

export const summaryColumns =
  'human, name, email, phone, visits, last_visit, last_activity, first_seen, saves, searches, energy, sides, denied';

export async function summariesOf(
  manager: EntityManager,
  agency: string,
  rows: readonly SummaryRow[],
  now: Date,
): Promise<PersonSummaryView[]> {
  const humans = rows.map((row) => row.human);
  const leads = await leadsOf(manager, agency, humans);
  const clients = await clientSince(manager, agency, humans);
  const open = await openLeadsOf(manager, agency, [...leads.values()].flat());
  return rows.map((row) => ({
    id: row.human,
    name: row.name,
    email: row.email,
    phone: row.phone,
    visits: Number(row.visits),
    lastVisitAt: row.last_visit?.toISOString() ?? null,
    lastActivityAt: row.last_activity.toISOString(),
    firstSeenAt: row.first_seen.toISOString(),
    saves: row.saves,
    searches: row.searches,
    interest: interestScore(BigInt(row.energy), now),
    openLeads: (leads.get(row.human) ?? []).flatMap(({ id }) => open.get(id) ?? []),
    clientSince: clients.get(row.human) ?? null,
    sides: row.sides,
    consentDenied: row.denied,
  }));
}
