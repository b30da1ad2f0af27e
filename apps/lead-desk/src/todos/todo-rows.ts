import type { TodoView } from '../people/person-view';

export interface TodoRow {
  id: string;
  person_id: string;
  title: string;
  due_at: Date | null;
  because: string;
  done_at: Date | null;
}

export function todoOf({ id, title, due_at, because, done_at }: TodoRow): TodoView {
  return { id, title, dueAt: due_at?.toISOString() ?? null, doneAt: done_at?.toISOString() ?? null, because };
}
