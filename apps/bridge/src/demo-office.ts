import { RuntimeError } from '#runtime';
import type { Access } from './first-access';

const office = { id: 'high-street', name: 'High Street', zone: 'Europe/London' };
const members = [
  { name: 'Morgan Lee', email: 'morgan@example.com', role: 'officeManager', office: office.id },
  { name: 'Alex Hill', email: 'alex@example.com', role: 'agent', office: office.id },
  { name: 'Robin Shaw', email: 'robin@example.com', role: 'agent', office: office.id },
  { name: 'Sam Price', email: 'sam@example.com', role: 'agent', office: office.id },
];
const rule = {
  method: 'roundRobin',
  acceptWithinMinutes: 480,
  hours: { zone: office.zone, hours: { from: '08:00', until: '20:00' }, days: 'anyDay', holidays: [] },
  capPerDay: null,
  stickyAgent: true,
  listingAgent: true,
  mostOffers: 3,
};

/** The lead desk did not take what the demo agency is made of. */
class DemoRefused extends RuntimeError {
  readonly retriable = true;

  constructor(what: string, status: number, said: string) {
    super('demoRefused', `${what} answered ${status}: ${said}`);
  }
}

/**
 * Gives the demo agency an office, a manager and three agents, and a rule that offers each lead to the agent whose turn it is; done over HTTP
 * as an administrator would. The agents are invited: without a mail server their mails lie in the data folder, and whoever follows the link of
 * one chooses a password. What is there already stays.
 */
export async function foundDemoOffice(url: string, admin: Access['admin']): Promise<void> {
  const session = await call(url, 'POST', '/api/session', admin);
  // As the lead desk answers.
  const { csrf } = (await session.json()) as { csrf: string };
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  const as = { cookie, 'x-csrf-token': csrf };
  try {
    // As it answers, too.
    const team = (await (await call(url, 'GET', '/api/team', undefined, as)).json()) as Team;
    if (!team.offices.some(({ id }) => id === office.id)) await call(url, 'POST', '/api/team/offices', office, as);
    for (const member of members)
      if (!team.members.some(({ email }) => email === member.email)) await call(url, 'POST', '/api/team/members', member, as);
    const rules = (await (await call(url, 'GET', '/api/distribution', undefined, as)).json()) as Rules;
    if (rules.company === null) await call(url, 'PUT', '/api/distribution/company', { active: true, rule, version: 0 }, as);
  } finally {
    await call(url, 'DELETE', '/api/session', undefined, as);
  }
}

interface Team {
  readonly offices: readonly { readonly id: string }[];
  readonly members: readonly { readonly email: string }[];
}
interface Rules {
  readonly company: object | null;
}

async function call(url: string, method: string, path: string, body?: object, as: Record<string, string> = {}): Promise<Response> {
  const answer = await fetch(url + path, {
    method,
    headers: body ? { ...as, 'content-type': 'application/json' } : as,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new DemoRefused(`${method} ${path}`, answer.status, await answer.text());
  return answer;
}
