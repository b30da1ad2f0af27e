import { Injectable } from '@nestjs/common';
import { Clock, inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { notFound } from '../api-problems/desk-refusal';
import { ExchangeWindow } from '../exchange-window/exchange-window';
import { type TodoRow, todoOf } from '../todos/todo-rows';
import { detailsOf } from './details-of';
import { householdViewOf } from './household-of';
import type { SignedInMember } from '../sign-in/signed-in';
import { leadsOfPerson } from './leads-of-person';
import { humanOf } from './person-id';
import type { ConsentView, IdentityView, NoteView, PersonView } from './person-view';
import { type SummaryRow, summariesOf, summaryColumns } from './summary-rows';
import { savedSearches, searchView } from './wishes/saved-searches';
import { interestsOf, ownershipsOf, savedPropertiesOf } from './wishes/wishes-of';

interface PersonRow {
  person_id: string;
  participant: string;
  side: string;
  subject: string;
  linked_by: string | null;
}

/** Everything known of one human, over all participants who know her. */
@Injectable()
export class PersonRecord {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly window: ExchangeWindow,
  ) {}

  async read(who: SignedInMember, id: string): Promise<PersonView> {
    const { agency } = who;
    const participants = await this.window.participantNames(agency);
    return inAgency(this.db, agency, async (manager) => {
      const { human, personIds } = await humanOf(manager, agency, id);
      const rows: SummaryRow[] = await manager.query(`select ${summaryColumns} from lead_desk.people where agency = $1 and human = $2`, [
        agency,
        human,
      ]);
      const [summary] = await summariesOf(manager, agency, rows, this.clock.now());
      if (!summary) throw notFound('person');
      const persons: PersonRow[] = await manager.query(
        'select person_id, participant, side, subject, linked_by from lead_desk.persons where agency = $1 and person_id = any($2) order by first_seen, person_id',
        [agency, personIds],
      );
      return {
        summary,
        ...(await detailsOf(manager, agency, personIds)),
        identities: persons.map((row) => identityOf(row, participants)),
        household: await householdViewOf(manager, agency, human, personIds),
        searches: (await savedSearches(manager, agency, personIds)).map(searchView),
        inferredInterests: await interestsOf(manager, agency, personIds),
        savedProperties: await savedPropertiesOf(manager, agency, personIds),
        ownerships: await ownershipsOf(manager, agency, personIds),
        consents: await consentsOf(manager, agency, personIds),
        leads: await leadsOfPerson(manager, who, human),
        todos: await todosOf(manager, agency, personIds),
        notes: await notesOf(manager, agency, personIds, participants),
      };
    });
  }
}

function identityOf(row: PersonRow, names: ReadonlyMap<string, string>): IdentityView {
  const { person_id, participant, side, subject, linked_by } = row;
  return { participant, participantName: names.get(participant) ?? participant, side, subject, personId: person_id, linkedBy: linked_by };
}

/** One word per purpose and channel: among those who know her, the strongest. */
async function consentsOf(manager: EntityManager, agency: string, personIds: readonly string[]): Promise<ConsentView[]> {
  const rows: (Omit<ConsentView, 'at'> & { at: Date })[] = await manager.query(
    `select distinct on (purpose, channel) purpose, channel, status, at, by from lead_desk.consents
     where agency = $1 and person_id = any($2) order by purpose, channel, strength desc`,
    [agency, personIds],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

async function todosOf(manager: EntityManager, agency: string, personIds: readonly string[]): Promise<PersonView['todos']> {
  const rows: TodoRow[] = await manager.query(
    `select t.id, t.person_id, t.title, t.due_at, t.because, m.done_at from lead_desk.todos t
     left join lead_desk.todo_marks m on m.agency = t.agency and m.todo_id = t.id
     where t.agency = $1 and t.person_id = any($2) order by m.done_at nulls first, t.due_at nulls last, t.title, t.id`,
    [agency, personIds],
  );
  return rows.map(todoOf);
}

async function notesOf(
  manager: EntityManager,
  agency: string,
  personIds: readonly string[],
  names: ReadonlyMap<string, string>,
): Promise<NoteView[]> {
  const rows: { id: string; text: string; at: Date; by: string; made_from: string | null }[] = await manager.query(
    'select id, text, at, by, made_from from lead_desk.notes where agency = $1 and person_id = any($2) order by at desc, id',
    [agency, personIds],
  );
  return rows.map(({ id, text, at, by, made_from }) => ({
    id,
    text,
    at: at.toISOString(),
    by: made_from === null ? by : (names.get(by) ?? by),
  }));
}
