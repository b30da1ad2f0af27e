import { Injectable } from '@nestjs/common';
import { Clock, inAgency } from '#runtime';
import { DataSource } from 'typeorm';
import { notFound } from '../api-problems/desk-refusal';
import { readId } from '../people/person-id';
import type { TodoView } from '../people/person-view';
import type { SignedInMember } from '../sign-in/signed-in';
import { type TodoRow, todoOf } from './todo-rows';

@Injectable()
export class Todos {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Ticks a to-do off or takes the tick back; both may be asked for again. */
  mark(who: SignedInMember, id: string, done: boolean): Promise<TodoView> {
    const todoId = readId(id, 'to-do');
    return inAgency(this.db, who.agency, async (manager) => {
      const rows: TodoRow[] = await manager.query(
        'select id, person_id, title, due_at, because, null as done_at from lead_desk.todos where agency = $1 and id = $2',
        [who.agency, todoId],
      );
      const [todo] = rows;
      if (!todo) throw notFound('to-do');
      const marked: { done_at: Date | null }[] = await manager.query(
        `insert into lead_desk.todo_marks as t (agency, todo_id, person_id, done_at, by) values ($1, $2, $3, $4, $5)
         on conflict (agency, todo_id) do update set done_at = case when excluded.done_at is null then null else coalesce(t.done_at, excluded.done_at) end, by = excluded.by
         returning done_at`,
        [who.agency, todoId, todo.person_id, done ? this.clock.now() : null, who.name],
      );
      return todoOf({ ...todo, done_at: marked[0]?.done_at ?? null });
    });
  }
}
