import { act, type Act, type Assignment, type Refused } from '#lead';
import type { EntityManager } from 'typeorm';
import { DeskRefusal, notFound } from '../api-problems/desk-refusal';
import { type ActRow, assignmentColumns, assignmentOf, type AssignmentRow } from './assignment-rows';
import { holdAgency } from './hold-agency';

/** Whoever did it; the clock where nobody did. */
export interface ActedBy {
  readonly memberId: string;
  readonly name: string;
}

/** An assignment held for a change: its agency gives out nothing meanwhile. */
export async function holdAssignment(manager: EntityManager, agency: string, leadId: string): Promise<AssignmentRow> {
  await holdAgency(manager, agency);
  const [row]: AssignmentRow[] = await manager.query(
    `select ${assignmentColumns} from lead_desk.assignments where agency = $1 and lead_id = $2 for update`,
    [agency, leadId],
  );
  if (!row) throw notFound('lead');
  return row;
}

export interface Progress {
  readonly now: Assignment;
  readonly acts: readonly ActRow[];
}

/** Does one act after another; stops at what is refused. An act that changes nothing leaves no trace. */
export function actInOrder(
  row: AssignmentRow,
  acts: readonly Act[],
  { by, at, nameOf }: { readonly by: ActedBy | null; readonly at: Date; nameOf(agent: string): string },
): Progress {
  let now = assignmentOf(row);
  const written: ActRow[] = [];
  for (const one of acts) {
    const acted = act(now, one, at.toISOString());
    if (acted.kind === 'refused') throw refusalOf(acted.because, nameOf);
    if (acted.kind === 'same') continue;
    const before = now;
    now = acted.assignment;
    written.push({
      agency: row.agency,
      lead_id: row.lead_id,
      person_id: row.person_id,
      number: row.acts + written.length + 1,
      kind: one.kind,
      by: by?.memberId ?? null,
      by_name: by?.name ?? null,
      agents: agentsOf(one, before),
      until: one.kind === 'offer' ? one.until : null,
      reason: one.kind === 'reject' ? one.reason : null,
      pond: one.kind === 'pond' ? one.pond : before.pond,
      asked: null,
      decision: null,
    });
  }
  return { now, acts: written };
}

/** Whom an act concerns: those who are offered it, who take or leave it, or who lose it by it. */
function agentsOf(one: Act, before: Assignment): readonly string[] {
  if (one.kind === 'offer') return one.to;
  if (one.kind === 'pond') return one.members;
  if (one.kind === 'accept' || one.kind === 'reject') return [one.by];
  return before.agent === null ? before.offeredTo : [before.agent];
}

function refusalOf(because: Refused, nameOf: (agent: string) => string): DeskRefusal {
  const refused = (message: string): DeskRefusal => new DeskRefusal(409, [{ path: '', rule: because.why, message }]);
  switch (because.why) {
    case 'notOffered':
      return refused('This lead is not offered to anybody now; it may have been withdrawn');
    case 'offeredToOthers':
      return refused('This lead is offered to somebody else now');
    case 'taken':
      return refused(`${nameOf(because.agent)} has this lead already`);
    case 'tooLate':
      return refused(`The time to accept was over at ${because.until}; the lead goes to somebody else`);
    case 'notYet':
      return refused('The time to accept is not over');
    case 'inPond':
      return refused('This lead is in a pond; leave it there for the other members');
    case 'nobody':
      return new DeskRefusal(422, [{ path: '/agent', rule: 'nobody', message: 'Nobody may be asked now; name an agent instead' }]);
  }
}
