import type { EntityManager } from 'typeorm';

/** Somebody's word on two persons of one agency. The caller holds the agency's identities. */
export interface WordOnTwo {
  readonly agency: string;
  readonly a: string;
  readonly b: string;
  readonly who: string;
  readonly why: string | null;
}

const sortedPair = ({ a, b }: WordOnTwo): readonly [string, string] => (a < b ? [a, b] : [b, a]);

/** Two persons are one human, because somebody said so; that holds also where a participant keeps two records of her. */
export async function mergeByHand(manager: EntityManager, word: WordOnTwo): Promise<void> {
  const { agency, who, why } = word;
  const [low, high] = sortedPair(word);
  const humans: { human: string }[] = await manager.query(
    'select distinct human from exchange.persons where agency = $1 and person = any($2) order by human',
    [agency, [low, high]],
  );
  const [stays, goes] = humans;
  // One human already: the rule that said so stands as it is.
  if (!stays || !goes) return;
  await manager.query('update exchange.persons set human = $3 where agency = $1 and human = $2', [agency, goes.human, stays.human]);
  await manager.query(
    `insert into exchange.person_links (agency, a, b, rule, who, why) values ($1, $2, $3, 'merge', $4, $5)
     on conflict (agency, a, b) do update set rule = excluded.rule, who = excluded.who, why = excluded.why, at = now(), undone_at = null, undone_by = null, undone_why = null`,
    [agency, low, high, who, why],
  );
}

interface Link {
  readonly a: string;
  readonly b: string;
}

/**
 * `a` and `b` are two persons, because somebody said so: no rule links them again. What linked them goes; where others still
 * would, `a` lets go of all it was linked to. Everybody else stays together as far as links of their own hold.
 */
export async function separateByHand(manager: EntityManager, word: WordOnTwo): Promise<void> {
  const { agency, a, b, who, why } = word;
  const members: { person: string }[] = await manager.query(
    'select p.person from exchange.persons p join exchange.persons o on o.agency = p.agency and o.human = p.human where o.agency = $1 and o.person in ($2, $3)',
    [agency, a, b],
  );
  const ids = [...new Set(members.map(({ person }) => person))];
  const links: Link[] = await manager.query(
    'select a, b from exchange.person_links where agency = $1 and undone_at is null and a = any($2) and b = any($2)',
    [agency, ids],
  );
  const direct = (link: Link): boolean => (link.a === a && link.b === b) || (link.a === b && link.b === a);
  let left = links.filter((link) => !direct(link));
  let humans = leastOfEach(ids, left);
  if (humans.get(a) === humans.get(b)) {
    left = left.filter((link) => link.a !== a && link.b !== a);
    humans = leastOfEach(ids, left);
  }
  const gone = links.filter((link) => !left.includes(link) && !direct(link));
  const undone = [...gone, { a, b }].map((one) => sortedPair({ ...word, ...one }));
  await manager.query(
    `insert into exchange.person_links (agency, a, b, rule, undone_at, undone_by, undone_why) select $1, x, y, 'separate', now(), $4, $5 from unnest($2::uuid[], $3::uuid[]) p(x, y)
     on conflict (agency, a, b) do update set undone_at = excluded.undone_at, undone_by = excluded.undone_by, undone_why = excluded.undone_why`,
    [agency, undone.map(([low]) => low), undone.map(([, high]) => high), who, why],
  );
  await manager.query(
    'update exchange.persons p set human = x.h from unnest($2::uuid[], $3::uuid[]) x(p, h) where p.agency = $1 and p.person = x.p and p.human <> x.h',
    [agency, ids, ids.map((id) => humans.get(id) ?? id)],
  );
}

/** For each person the least of those it is linked to, itself among them. */
function leastOfEach(ids: readonly string[], links: readonly Link[]): ReadonlyMap<string, string> {
  const least = new Map(ids.map((id) => [id, id]));
  for (let changed = true; changed;) {
    changed = false;
    for (const { a, b } of links) {
      const [x, y] = [least.get(a) ?? a, least.get(b) ?? b];
      if (x === y) continue;
      changed = true;
      least.set(a, x < y ? x : y);
      least.set(b, x < y ? x : y);
    }
  }
  return least;
}
