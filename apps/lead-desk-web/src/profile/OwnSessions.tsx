import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { showTrouble } from '../connections/connection-changes';
import { Section } from '../frame/Section';
import { Trouble } from '../frame/Trouble';
import { endOtherSessions, endOwnSession, listOwnSessions, type OwnSessionView } from '../generated';
import { t } from '../words/words';
import { When } from '../words/When';
import classes from './Profile.module.css';

const sessionsKey = ['profile', 'sessions'];

/** Every browser the member is signed in with, and the way to sign out there. */
export function OwnSessions() {
  const { data, error, isError, refetch } = useQuery({
    queryKey: sessionsKey,
    queryFn: async ({ signal }) => (await listOwnSessions({ signal })).sessions,
  });
  const endOthers = useEnding(() => endOtherSessions(), t('profile.othersEnded'));
  const others = data?.some(({ current }) => !current) ?? false;
  return (
    <Section title={t('profile.sessions')}>
      <p className={classes.about}>{t('profile.sessionsAbout')}</p>
      {isError && !data && <Trouble error={error} again={() => void refetch()} />}
      <ul aria-label={t('profile.sessions')}>
        {data?.map((session) => (
          <Session key={session.id} session={session} />
        ))}
      </ul>
      {others && (
        <Button size="compact-sm" variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate(undefined)}>
          {t('profile.endOthers')}
        </Button>
      )}
    </Section>
  );
}

function Session({ session: { id, device, startedAt, seenAt, current } }: { session: OwnSessionView }) {
  const end = useEnding((one: string) => endOwnSession({ path: { id: one } }), t('profile.ended'));
  const name = device ?? t('profile.unknownDevice');
  return (
    <li className={classes.session}>
      <div>
        <div className={classes.device}>{name}</div>
        <div className={classes.facts}>
          {current ? t('profile.here') : t('profile.seen')} {!current && <When at={seenAt} />} · {t('profile.started')}{' '}
          <When at={startedAt} />
        </div>
      </div>
      {!current && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('profile.endOf', { device: name })}
          loading={end.isPending}
          onClick={() => end.mutate(id)}
        >
          {t('profile.end')}
        </Button>
      )}
    </li>
  );
}

function useEnding<Which>(ends: (which: Which) => Promise<unknown>, message: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ends,
    onSuccess: () => notifications.show({ message, withBorder: true }),
    onError: showTrouble,
    onSettled: () => void queries.invalidateQueries({ queryKey: sessionsKey }),
  });
}
