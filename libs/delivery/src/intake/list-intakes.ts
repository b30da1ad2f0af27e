import type { Profile } from '#lead';
import type { EntityManager } from 'typeorm';
import { sharing } from './candidates';
import type { EarlierSpam, IntakeState, IntakeSummary } from './intake-views';
import { nobody, profilesOf } from './profiles';

export interface IntakeFilter {
  readonly target?: string;
  /** The website that registered them. */
  readonly participant?: string;
  readonly state?: IntakeState;
  readonly newest?: boolean;
  /** The cursor of the page before. */
  readonly after?: readonly [since: string, target: string, person: string];
  readonly limit?: number;
  readonly one?: { readonly target: string; readonly personId: string };
}

type Row = Omit<IntakeSummary, 'profile' | 'earlierSpam'> & {
  earlierSpam: readonly (EarlierSpam & { at: string | null })[] | null;
  cursor: string;
};

/** Intakes with who they are, what waits, and how many others they may be; erased persons are in no tank. */
export async function listIntakes(
  manager: EntityManager,
  agency: string,
  filter: IntakeFilter,
): Promise<{ intakes: IntakeSummary[]; next: readonly string[] | null }> {
  const limit = Math.min(500, Math.max(1, filter.limit ?? 100));
  const [direction, past] = filter.newest ? ['desc', '<'] : ['asc', '>'];
  const rows: Row[] = await manager.query(
    `select a.target, a.person as "personId", case when a.spam then 'spam' else a.state end as state, a.version, a.merged_with as "mergedWith", a.who as by, a.why,
       a.decided_at as "decidedAt", a.since, a.since::text as cursor, t.name as "targetName", p.participant, s.name as "participantName", p.subject,
       (select count(*)::int from exchange.pending d where d.agency = a.agency and d.target = a.target and d.person = a.person and d.state = 'heldApproval') as held,
       (select count(distinct q.human)::int from (${sharing('a.agency', 'a.person')}) x join exchange.persons q on q.agency = a.agency and q.person = x.person
         where not q.erased and q.human is distinct from p.human) as alike,
       (select json_agg(json_build_object('personId', b.person, 'by', b.who, 'at', b.decided_at) order by b.decided_at desc) from (
         select distinct on (b.person) b.* from exchange.person_emails e join exchange.person_emails o using (agency, email)
           join exchange.persons q on q.agency = o.agency and q.person = o.person and q.participant = p.participant
           join exchange.admissions b on b.agency = o.agency and b.person = o.person and b.spam
         where e.agency = a.agency and e.person = a.person and o.person <> a.person order by b.person, b.decided_at desc limit 5) b) as "earlierSpam"
     from exchange.admissions a join exchange.participants t on t.agency = a.agency and t.id = a.target
     left join exchange.persons p on p.agency = a.agency and p.person = a.person
     left join exchange.participants s on s.agency = p.agency and s.id = p.participant
     where a.agency = $1 and p.erased is not true and ($2::text is null or a.target = $2) and ($3::text is null or p.participant = $3)
       and ($4::text is null or (case when a.spam then 'spam' else a.state end) = $4) and ($5::uuid is null or a.person = $5)
       and ($6::timestamptz is null or (a.since, a.target, a.person) ${past} ($6, $7::text, $8::uuid))
     order by a.since ${direction}, a.target ${direction}, a.person ${direction} limit $9`,
    [
      agency,
      filter.one?.target ?? filter.target ?? null,
      filter.participant ?? null,
      filter.state ?? null,
      filter.one?.personId ?? null,
      ...(filter.after ?? [null, null, null]),
      limit + 1,
    ],
  );
  const page = rows.slice(0, limit);
  const profiles = await profilesOf(manager, agency, new Map(page.map(({ personId }) => [personId, [personId]])));
  const last = page.at(-1);
  return {
    intakes: page.map((row) => summaryOf(row, profiles.get(row.personId) ?? nobody)),
    next: last && rows.length > limit ? [last.cursor, last.target, last.personId] : null,
  };
}

function summaryOf({ cursor: _cursor, earlierSpam, ...row }: Row, profile: Profile): IntakeSummary {
  const spam = (earlierSpam ?? []).map((one) => ({ ...one, at: one.at === null ? null : new Date(one.at) }));
  return { ...row, profile, earlierSpam: spam };
}
