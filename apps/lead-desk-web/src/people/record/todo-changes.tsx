import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { troubleWords } from '../../frame/trouble-words';
import { finishTodo, type PersonView, reopenTodo, type TodoView } from '../../generated';
import { t } from '../../words/words';
import { personQuery } from '../people-queries';
import classes from './Toast.module.css';

/** Ticks a to-do at once, and offers to undo it; put back as it was where the lead desk refuses. */
export function useTick(personId: string): (todo: TodoView, done: boolean) => void {
  const queries = useQueryClient();
  const { queryKey } = personQuery(personId);
  const put = useCallback(
    (todo: TodoView) =>
      queries.setQueryData(
        queryKey,
        (person: PersonView | undefined) => person && { ...person, todos: person.todos.map((each) => (each.id === todo.id ? todo : each)) },
      ),
    [queries, queryKey],
  );
  const { mutate } = useMutation({
    mutationFn: ({ todo, done }: { todo: TodoView; done: boolean }) => (done ? finishTodo : reopenTodo)({ path: { id: todo.id } }),
    onMutate: async ({ todo, done }) => {
      await queries.cancelQueries({ queryKey });
      put({ ...todo, doneAt: done ? new Date().toISOString() : null });
    },
    onSuccess: (todo) => void put(todo),
    onError: (error, { todo, done }) => {
      put({ ...todo, doneAt: done ? null : todo.doneAt });
      const { happened, then } = troubleWords(error);
      notifications.show({ color: 'red', title: `${t('trouble.notSaved')}. ${happened}`, message: then });
    },
  });

  return useCallback(
    (todo, done) => {
      mutate({ todo, done });
      const id = `todo-${todo.id}`;
      notifications.hide(id);
      if (!done) return;
      notifications.show({
        id,
        autoClose: 8000,
        withBorder: true,
        message: (
          <span className={classes.toast}>
            <bdi>{t('person.ticked', { title: todo.title })}</bdi>
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => {
                notifications.hide(id);
                mutate({ todo, done: false });
              }}
            >
              {t('person.undo')}
            </Button>
          </span>
        ),
      });
    },
    [mutate],
  );
}
