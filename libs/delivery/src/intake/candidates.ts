import { likenessOf, type Profile } from '#lead';
import type { EntityManager } from 'typeorm';
import type { Candidate, KnownPerson, LinkedPerson } from './intake-views';
import { nobody, profilesOf } from './profiles';

interface PersonRow extends KnownPerson {
  readonly human: string;
}

/** An address or a number that more persons share than this names nobody. */
const mostAlike = 50;
const order = { likely: 0, possible: 1, unlikely: 2 } as const;
const personColumns = `p.person as "personId", p.participant, t.name as "participantName", t.side, p.subject, p.human`;
const named = 'left join exchange.participants t on t.agency = p.agency and t.id = p.participant';

/** SQL: persons who share an address or a number with `person`. */
export const sharing = (agency: string, person: string): string =>
  `(select o.person from exchange.person_emails e join exchange.person_emails o using (agency, email) where e.agency = ${agency} and e.person = ${person} and o.person <> ${person} limit ${mostAlike})
   union (select o.person from exchange.person_phones e join exchange.person_phones o using (agency, phone) where e.agency = ${agency} and e.person = ${person} and o.person <> ${person} limit ${mostAlike})`;

/** Existing persons whom the intake may be, the surest first, each with why. Nothing follows from it by itself. */
export async function candidatesOf(
  manager: EntityManager,
  agency: string,
  of: { readonly target: string; readonly personId: string; readonly participant: string | null; readonly profile: Profile },
): Promise<Candidate[]> {
  const rows: (PersonRow & { keptApartBy: string | null })[] = await manager.query(
    `with me as (select human from exchange.persons where agency = $1 and person = $2),
       alike as (select distinct q.human from (${sharing('$1', '$2')}) s join exchange.persons q on q.agency = $1 and q.person = s.person
         where not q.erased and q.human <> (select human from me))
     select ${personColumns}, (select l.undone_by from exchange.person_links l where l.agency = $1 and l.a = least(p.person, $2) and l.b = greatest(p.person, $2) and l.undone_at is not null) as "keptApartBy"
     from exchange.persons p join alike a on a.human = p.human ${named} where p.agency = $1 and not p.erased order by p.created_at, p.person`,
    [agency, of.personId],
  );
  const humans = Map.groupBy(rows, (row) => row.human);
  const profiles = await profilesOf(manager, agency, new Map([...humans].map(([human, all]) => [human, all.map((one) => one.personId)])));
  const found = [...humans].flatMap(([human, all]): Candidate[] => {
    const profile = profiles.get(human) ?? nobody;
    const likeness = likenessOf(of.profile, profile);
    const [first] = all;
    if (!likeness || !first) return [];
    return [
      {
        personId: first.personId,
        ...likeness,
        profile,
        persons: all.map(({ human: _human, keptApartBy: _apart, ...person }) => person),
        atTarget: all.find((one) => one.participant === of.target)?.subject ?? null,
        sameWebsite: all.some((one) => one.participant === of.participant),
        keptApartBy: all.find((one) => one.keptApartBy !== null)?.keptApartBy ?? null,
      },
    ];
  });
  return found.sort((a, b) => order[a.sure] - order[b.sure]);
}

/** Who is taken for the same human already. */
export function linkedTo(manager: EntityManager, agency: string, person: string): Promise<LinkedPerson[]> {
  return manager.query(
    `select p.person as "personId", p.participant, t.name as "participantName", t.side::text as side, p.subject, l.rule, l.who as by
     from exchange.persons me join exchange.persons p on p.agency = me.agency and p.human = me.human and p.person <> me.person and not p.erased ${named}
     left join exchange.person_links l on l.agency = p.agency and l.a = least(p.person, me.person) and l.b = greatest(p.person, me.person) and l.undone_at is null
     where me.agency = $1 and me.person = $2 order by p.created_at, p.person`,
    [agency, person],
  );
}
