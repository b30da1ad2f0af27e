import { notFound } from '../api-problems/desk-refusal';
import type { SignedInMember } from '../sign-in/signed-in';
import type { AddNoteRequest } from './people-requests';
import type { NoteView } from './person-view';
export class Notes {
  async add(_who: SignedInMember, _id: string, _note: AddNoteRequest): Promise<NoteView> {
    throw notFound('person');
  }
}
