import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, inAgency } from '#runtime';
import { DataSource } from 'typeorm';
import type { SignedInMember } from '../sign-in/signed-in';
import type { AddNoteRequest } from './people-requests';
import { humanOf, readId } from './person-id';
import type { NoteView } from './person-view';

/** What a member writes down about a person: a fact of its own, which outlives a rebuild. */
@Injectable()
export class Notes {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  add(who: SignedInMember, personId: string, note: AddNoteRequest): Promise<NoteView> {
    const at = this.clock.now();
    const id = randomUUID();
    return inAgency(this.db, who.agency, async (manager) => {
      await humanOf(manager, who.agency, personId);
      await manager.query('insert into lead_desk.notes (agency, id, person_id, text, at, by) values ($1, $2, $3, $4, $5, $6)', [
        who.agency,
        id,
        readId(personId, 'person'),
        note.text.toWellFormed(),
        at,
        who.name,
      ]);
      return { id, text: note.text, at: at.toISOString(), by: who.name };
    });
  }
}
