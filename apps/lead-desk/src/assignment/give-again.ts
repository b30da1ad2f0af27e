import type { GivingOut } from '#lead';
import type { EntityManager } from 'typeorm';
import { assignmentColumns, type AssignmentRow } from './assignment-rows';
import type { GivingGround } from './giving-ground';
import { giveOutByOffice, nobodyKnown } from './open-assignments';
import { managersOf, tellOf } from './tell-assignments';

interface PastOffer {
  readonly lead_id: string;
  readonly agents: string[];
  readonly asked: GivingOut | null;
}

/**
 * Gives on leads whose offer came to nothing, or that waited for the office to open, to whoever had none of them yet (F4). What a person
 * offered by hand goes back to the managers instead. The agency is held by `holdAgency`.
 */
export async function giveAgain(manager: EntityManager, leads: readonly AssignmentRow[], ground: GivingGround): Promise<void> {
  const [first] = leads;
  if (!first) return;
  const { agency } = first;
  const ids = leads.map(({ lead_id }) => lead_id);
  const rows: AssignmentRow[] = await manager.query(
    `select ${assignmentColumns} from lead_desk.assignments where agency = $1 and lead_id = any($2) order by opened_at, lead_id`,
    [agency, ids],
  );
  const past = await offersOf(manager, agency, ids);
  const asked = rows.map((row) => {
    const offers = past.filter((one) => one.lead_id === row.lead_id);
    const latest = offers.at(-1);
    return {
      row,
      byHand: latest !== undefined && latest.asked === null,
      lead: latest?.asked?.lead ?? nobodyKnown,
      had: offers.flatMap(({ agents }) => agents),
    };
  });
  const given = await giveOutByOffice(
    manager,
    asked.filter(({ byHand }) => !byHand),
    { ...ground, isNew: false },
  );
  // By hand, or no rule is in force any more.
  for (const { row } of asked.filter((one) => !given.some((other) => other.row === one.row))) await tellNobody(manager, row, ground.now);
}

/** The offers of each lead, and the decision that left it, since somebody last took it back. */
async function offersOf(manager: EntityManager, agency: string, ids: readonly string[]): Promise<PastOffer[]> {
  return manager.query(
    `select lead_id, agents, asked from lead_desk.assignment_acts a where agency = $1 and lead_id = any($2) and kind in ('offer', 'left')
       and number > coalesce((select max(number) from lead_desk.assignment_acts w where w.agency = $1 and w.lead_id = a.lead_id and w.kind = 'withdraw'), 0)
     order by lead_id, number`,
    [agency, ids],
  );
}

async function tellNobody(manager: EntityManager, row: AssignmentRow, now: Date): Promise<void> {
  const managers = (await managersOf(manager, row.agency, [row.office])).get(row.office) ?? [];
  await tellOf(
    manager,
    row,
    managers.map((member) => ({ member, kind: 'leadUnassigned' as const })),
    now,
  );
}
