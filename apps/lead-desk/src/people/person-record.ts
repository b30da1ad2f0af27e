import { notFound } from '../api-problems/desk-refusal';
import type { PersonView } from './person-view';
export class PersonRecord {
  async read(_agency: string, _id: string): Promise<PersonView> {
    throw notFound('person');
  }
}
