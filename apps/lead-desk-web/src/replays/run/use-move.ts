import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showTrouble } from '../../connections/connection-changes';
import { goOnWithReplay, type ReplayRunView, runReplay, stopReplay } from '../../generated';

const moves = { run: runReplay, stop: stopReplay, goOn: goOnWithReplay } as const;
export type Move = keyof typeof moves;

/** Runs, stops, or lets go on. */
export function useMove({ id }: Pick<ReplayRunView, 'id'>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (move: Move) => moves[move]({ path: { id } }),
    onError: showTrouble,
    onSettled: () => queries.invalidateQueries({ queryKey: ['replays'], predicate: ({ queryKey }) => queryKey[1] !== 'preview' }),
  });
}
