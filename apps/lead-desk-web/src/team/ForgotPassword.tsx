import { Alert, Button, TextInput } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Mark } from '../frame/Mark';
import { askForReset } from '../generated';
import { DeskProblem } from '../session/desk-problem';
import classes from '../session/SignIn.module.css';
import { span } from '../words/agency-words';
import { t } from '../words/words';
import { troubleWords } from '../frame/trouble-words';

/** Asks for a mail with a link to choose another password. */
export function ForgotPassword() {
  useDocumentTitle(`${t('team.forgotTitle')} – ${t('product')}`);
  const [email, setEmail] = useState('');
  const [missing, setMissing] = useState(false);
  const ask = useMutation({ mutationFn: (to: string) => askForReset({ body: { email: to } }) });
  return (
    <main className={classes.page}>
      <form
        noValidate
        className={classes.card}
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(email.trim() === '');
          if (email.trim() !== '') ask.mutate(email.trim());
        }}
      >
        <div className={classes.brand}>
          <Mark size={32} />
          <h1>{t('team.forgotTitle')}</h1>
        </div>
        {ask.isError && (
          <Alert role="alert" color="red" variant="light" className={classes.trouble}>
            {wordsFor(ask.error)}
          </Alert>
        )}
        {ask.isSuccess ? (
          <div role="status">
            <p>{t('team.forgotSent', { email: ask.variables })}</p>
            <p className="quiet">{t('team.forgotLook')}</p>
          </div>
        ) : (
          <>
            <p className="quiet">{t('team.forgotDo')}</p>
            <TextInput
              type="email"
              name="email"
              label={t('signIn.email')}
              autoComplete="username"
              autoFocus
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              error={missing && t('team.emailMissing')}
            />
            <Button type="submit" fullWidth loading={ask.isPending}>
              {t('team.forgotGo')}
            </Button>
          </>
        )}
        <Link to="/sign-in">{t('team.backToSignIn')}</Link>
      </form>
    </main>
  );
}

function wordsFor(error: unknown): string {
  if (error instanceof DeskProblem && error.status === 429) return t('signIn.locked', { wait: span((error.retryAfter ?? 60) * 1000) });
  const { happened, then } = troubleWords(error);
  return `${happened} ${then}`;
}
