import { Button } from '@mantine/core';
import { IconArrowLeft, IconLogin2, IconPlayerPause, IconPlayerPlay, IconPlugConnected, IconSettings } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ConnectionView } from '../../generated';
import { useAgencyWords } from '../../words/agency-words';
import { t } from '../../words/words';
import { useNow } from '../../words/When';
import { useAct, useSignIn, useTest } from '../connection-changes';
import { Standing } from '../connection-columns';
import classes from './Record.module.css';
import { TestSays } from './TestSays';

/** Which one it is, how it stands, and what can be done. */
export function ConnectionHead({ connection }: { connection: ConnectionView }) {
  const { id, name, packTitle, says, stateSince } = connection;
  const test = useTest(id);
  return (
    <header className={classes.head}>
      <Link to="/connections" className={classes.back}>
        <IconArrowLeft size={14} stroke={1.75} aria-hidden />
        {t('connections.back')}
      </Link>
      <div className={classes.who}>
        <div className={classes.whoWords}>
          <h1 className={classes.title}>
            <bdi>{name}</bdi> <span className={classes.whose}>{packTitle}</span>
          </h1>
          <p className={classes.under}>
            <Standing connection={connection} strong />
            <Since at={stateSince} />
          </p>
        </div>
        <div className={classes.reach}>
          {connection.signsIn && <SignInButton connection={connection} />}
          <Button
            onClick={() => test.mutate()}
            loading={test.isPending}
            leftSection={<IconPlugConnected size={16} stroke={1.75} aria-hidden />}
          >
            {t('connections.test')}
          </Button>
          <Button
            renderRoot={(props) => <Link to="/connections/$id/settings" params={{ id }} {...props} />}
            variant="default"
            leftSection={<IconSettings size={16} stroke={1.75} aria-hidden />}
          >
            {t('connections.settings')}
          </Button>
          <PauseButton connection={connection} />
        </div>
      </div>
      {says !== null && <p className={classes.says}>{says}</p>}
      <TestSays id={id} asking={test.isPending} />
    </header>
  );
}

function Since({ at }: { at: string }) {
  const words = useAgencyWords();
  const now = useNow();
  // "Since now" says nothing.
  if (now - Date.parse(at) < 45_000) return null;
  return (
    <time className="quiet" dateTime={at} title={words.exact(at)}>
      {t('connections.since', { when: words.relative(at, now) })}
    </time>
  );
}

function SignInButton({ connection: { id, packTitle, state } }: { connection: ConnectionView }) {
  const signIn = useSignIn(id);
  return (
    <Button
      variant={state === 'needsAuthorisation' ? 'filled' : 'default'}
      // Until the vendor's page is there.
      loading={signIn.isPending || signIn.isSuccess}
      onClick={() => signIn.mutate()}
      leftSection={<IconLogin2 size={16} stroke={1.75} aria-hidden />}
    >
      {t('connections.signIn', { title: packTitle })}
    </Button>
  );
}

function PauseButton({ connection }: { connection: ConnectionView }) {
  const act = useAct(connection);
  const paused = connection.state === 'paused';
  const Icon = paused ? IconPlayerPlay : IconPlayerPause;
  return (
    <Button
      variant="default"
      loading={act.isPending}
      onClick={() => act.mutate({ do: paused ? 'resume' : 'pause' })}
      leftSection={<Icon size={16} stroke={1.75} aria-hidden />}
    >
      {paused ? t('connections.resume') : t('connections.pause')}
    </Button>
  );
}
