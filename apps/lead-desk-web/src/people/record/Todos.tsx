import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { PersonView, TodoView } from '../../generated';
import { useAgencyWords } from '../../words/agency-words';
import { t } from '../../words/words';
import { useNow } from '../../words/When';
import { Section } from '../../frame/Section';
import classes from './Person.module.css';
import { useTick } from './todo-changes';

/** Overdue first, then by when it is due; done ones are hidden until asked for. */
export function Todos({ person }: { person: PersonView }) {
  const tick = useTick(person.summary.id);
  const [withDone, setWithDone] = useState(false);
  const open = person.todos.filter((todo) => todo.doneAt === null).sort(byDue);
  const done = person.todos.filter((todo) => todo.doneAt !== null);
  return (
    <Section
      title={t('person.todos')}
      aside={
        done.length > 0 && (
          <Button size="compact-xs" variant="subtle" onClick={() => setWithDone(!withDone)}>
            {withDone ? t('person.hideDone') : t('person.showDone', { count: done.length })}
          </Button>
        )
      }
    >
      {open.length === 0 && <p className="quiet">{t('person.noTodos')}</p>}
      <ul>
        {[...open, ...(withDone ? done : [])].map((todo) => (
          <li key={todo.id}>
            <Todo todo={todo} onTick={(ticked) => tick(todo, ticked)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function byDue(a: TodoView, b: TodoView): number {
  return (a.dueAt ?? '9999').localeCompare(b.dueAt ?? '9999');
}

function Todo({ todo, onTick }: { todo: TodoView; onTick(ticked: boolean): void }) {
  const words = useAgencyWords();
  const now = useNow();
  const overdue = todo.doneAt === null && todo.dueAt !== null && Date.parse(todo.dueAt) < now;
  const when =
    todo.doneAt !== null
      ? t('person.done', { when: words.relative(todo.doneAt, now) })
      : todo.dueAt === null
        ? undefined
        : t(overdue ? 'person.overdue' : 'person.due', { when: words.relative(todo.dueAt, now) });
  return (
    <Checkbox
      className={classes.todo}
      checked={todo.doneAt !== null}
      onChange={(event) => onTick(event.currentTarget.checked)}
      label={<bdi data-done={todo.doneAt !== null || undefined}>{todo.title}</bdi>}
      description={
        <>
          {when !== undefined && (
            <span className={overdue ? classes.overdue : undefined} title={todo.dueAt === null ? undefined : words.exact(todo.dueAt)}>
              {when} ·{' '}
            </span>
          )}
          {todo.because}
        </>
      }
    />
  );
}
