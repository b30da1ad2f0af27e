import type { EntityManager } from 'typeorm';

/** Two persons who are said to be one human, and by which rule. */
export interface Alike {
  readonly agency: string;
  readonly a: string;
  readonly b: string;
  readonly rule: string;
}

interface Member {
  readonly agency: string;
  readonly person: string;
  readonly human: string;
  readonly participant: string;
  /** Others whom somebody said to be somebody else than this person; the lesser of two names the greater. */
  readonly apart: readonly string[] | null;
}

/** Who is one human changes in one transaction at a time; taken in one order, and before any delivery is locked. */
export async function lockIdentities(manager: EntityManager, agencies: Iterable<string>): Promise<void> {
  const sorted = [...new Set(agencies)].sort();
  if (sorted.length === 0) return;
  await manager.query(
    `select pg_advisory_xact_lock(hashtextextended('identity:' || a, 0)) from unnest($1::text[]) with ordinality as x(a, n) order by n`,
    [sorted],
  );
}

/**
 * Makes alike persons one human, unless that would make two subjects of one participant one: what a participant keeps apart
 * stays apart, and a person decides. So do persons whom somebody said to be two. In the order given, in four statements
 * however many there are.
 */
export async function linkPersons(manager: EntityManager, alike: readonly Alike[]): Promise<void> {
  const pairs = alike.filter(({ a, b }) => a !== b);
  if (pairs.length === 0) return;
  await lockIdentities(
    manager,
    pairs.map(({ agency }) => agency),
  );
  const groups = new Groups(await membersOf(manager, pairs));
  const linked = pairs.filter((pair) => groups.join(pair));
  if (linked.length === 0) return;
  const moved = groups.moved();
  await manager.query(
    `update exchange.persons p set human = x.h from unnest($1::text[], $2::uuid[], $3::uuid[]) x(a, p, h) where p.agency = x.a and p.person = x.p`,
    [moved.map((m) => m.agency), moved.map((m) => m.person), moved.map((m) => m.human)],
  );
  await manager.query(
    `insert into exchange.person_links (agency, a, b, rule) select * from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[]) on conflict do nothing`,
    [
      linked.map((l) => l.agency),
      linked.map(({ a, b }) => (a < b ? a : b)),
      linked.map(({ a, b }) => (a < b ? b : a)),
      linked.map((l) => l.rule),
    ],
  );
}

function membersOf(manager: EntityManager, pairs: readonly Alike[]): Promise<Member[]> {
  return manager.query(
    `select m.agency, m.person, m.human, m.participant,
       (select array_agg(l.b) from exchange.person_links l where l.agency = m.agency and l.a = m.person and l.undone_at is not null) as apart
     from exchange.persons m where (m.agency, m.human) in (
       select p.agency, p.human from exchange.persons p join unnest($1::text[], $2::uuid[], $3::uuid[]) x(g, a, b) on p.agency = x.g and p.person in (x.a, x.b))`,
    [pairs.map((p) => p.agency), pairs.map((p) => p.a), pairs.map((p) => p.b)],
  );
}

const pairOf = (agency: string, x: string, y: string): string => (x < y ? `${agency} ${x} ${y}` : `${agency} ${y} ${x}`);

class Groups {
  private readonly members = new Map<string, Member[]>();
  private readonly humanOf = new Map<string, string>();
  private readonly before = new Map<Member, string>();

  private readonly apart: ReadonlySet<string>;

  constructor(all: readonly Member[]) {
    this.apart = new Set(all.flatMap(({ agency, person, apart }) => (apart ?? []).map((other) => pairOf(agency, person, other))));
    for (const member of all) {
      const human = `${member.agency} ${member.human}`;
      this.humanOf.set(`${member.agency} ${member.person}`, human);
      this.before.set(member, human);
      this.members.set(human, [...(this.members.get(human) ?? []), member]);
    }
  }

  join({ agency, a, b }: Alike): boolean {
    const [x, y] = [this.humanOf.get(`${agency} ${a}`), this.humanOf.get(`${agency} ${b}`)];
    if (x === undefined || y === undefined || x === y) return false;
    const [low, high] = x < y ? [x, y] : [y, x];
    const [stay, go] = [this.members.get(low) ?? [], this.members.get(high) ?? []];
    const theirs = new Set(stay.map((member) => member.participant));
    if (go.some((member) => theirs.has(member.participant))) return false;
    const areTwo = (one: Member): boolean => stay.some((other) => this.apart.has(pairOf(agency, one.person, other.person)));
    if (this.apart.size > 0 && go.some(areTwo)) return false;
    for (const member of go) this.humanOf.set(`${member.agency} ${member.person}`, low);
    this.members.set(low, [...stay, ...go]);
    this.members.delete(high);
    return true;
  }

  /** Those whose human is another one now. */
  moved(): { agency: string; person: string; human: string }[] {
    return [...this.before].flatMap(([{ agency, person }, before]) => {
      const now = this.humanOf.get(`${agency} ${person}`) ?? before;
      return now === before ? [] : [{ agency, person, human: now.slice(agency.length + 1) }];
    });
  }
}
