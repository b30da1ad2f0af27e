import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { readSession, type SessionView, signIn, signOut } from '../generated';
import { rememberCsrf } from './desk-client';

/** Who is signed in; fails with status 401 where nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<SessionView> => {
    const session = await readSession({ signal });
    rememberCsrf(session.csrf);
    return session;
  },
  retry: false,
  staleTime: 5 * 60_000,
});

export const useSession = (): SessionView => useSuspenseQuery(sessionQuery).data;

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => signIn({ body }),
    onSuccess: (session) => {
      rememberCsrf(session.csrf);
      queries.setQueryData(sessionQuery.queryKey, session);
    },
  });
}

export function useSignOut(then: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => signOut(),
    onSuccess: () => {
      rememberCsrf(undefined);
      queries.clear();
      then();
    },
  });
}
