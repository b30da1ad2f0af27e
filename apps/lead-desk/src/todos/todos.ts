import { notFound } from '../api-problems/desk-refusal';
import type { TodoView } from '../people/person-view';
import type { SignedInMember } from '../sign-in/signed-in';
export class Todos {
  async mark(_who: SignedInMember, _id: string, _done: boolean): Promise<TodoView> {
    throw notFound('to-do');
  }
}
