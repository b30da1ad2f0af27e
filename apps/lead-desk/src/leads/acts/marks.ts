import { randomUUID } from 'node:crypto';
import { endsLead } from '#lead';
import type { EntityManager } from 'typeorm';
import { DeskRefusal } from '../../api-problems/desk-refusal';
import type { SignedInMember } from '../../sign-in/signed-in';
import type { OpenedLead } from '../record/find-lead';

interface MarkRow {
  id: string;
  what: 'stage' | 'recordStatus';
  value: string;
  at: Date;
}

async function marksOf(manager: EntityManager, lead: OpenedLead): Promise<MarkRow[]> {
  return manager.query(
    'select id, what, value, at from lead_desk.lead_marks where agency = $1 and person_id = $2 and intent = $3 order by at, id',
    [lead.agency, lead.personId, lead.askedIntent],
  );
}

/** Sets stage or record status. @returns the id of the mark */
export async function setMark(
  manager: EntityManager,
  lead: OpenedLead,
  { what, value }: Pick<MarkRow, 'what' | 'value'>,
  who: SignedInMember,
  now: Date,
): Promise<string> {
  const id = randomUUID();
  const last = (await marksOf(manager, lead)).at(-1);
  // Marks of one moment would stand in the order of their ids, which is none.
  const at = last && last.at >= now ? new Date(last.at.getTime() + 1) : now;
  await manager.query(
    'insert into lead_desk.lead_marks (agency, id, person_id, intent, what, value, at, by) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [lead.agency, id, lead.personId, lead.askedIntent, what, value, at, who.name],
  );
  return id;
}

/** Takes a mark back, so that the lead stands where it stood before. @throws DeskRefusal 409 where the person has a newer lead by now */
export async function takeBack(manager: EntityManager, lead: OpenedLead, markId: string): Promise<void> {
  const [newer] = await manager.query('select 1 from lead_desk.leads where agency = $1 and after_mark = $2 limit 1', [lead.agency, markId]);
  if (newer !== undefined) {
    const message = 'The person has come back since and has a new lead; go on with that one';
    throw new DeskRefusal(409, [{ path: '', rule: 'newerLead', message }]);
  }
  await manager.query('delete from lead_desk.lead_marks where agency = $1 and id = $2', [lead.agency, markId]);
}

/** The mark that ended the lead, where one did. */
export async function endOf(manager: EntityManager, lead: OpenedLead): Promise<MarkRow | undefined> {
  const marks = await marksOf(manager, lead);
  return marks.slice(marks.findIndex((mark) => mark.id === lead.afterMark) + 1).find(endsLead);
}

/** Sets the stage; a lead that was closed or dead is open again with any other. */
export async function setStage(manager: EntityManager, lead: OpenedLead, value: string, who: SignedInMember, now: Date): Promise<void> {
  const end = await endOf(manager, lead);
  if (end?.what === 'recordStatus') {
    const message = `The lead is ${end.value}; bring it back first`;
    throw new DeskRefusal(409, [{ path: '/changes/stage', rule: 'ended', message }]);
  }
  if (end) await takeBack(manager, lead, end.id);
  await setMark(manager, lead, { what: 'stage', value }, who, now);
}
