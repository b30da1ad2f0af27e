import { Alert, Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDocumentTitle } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { Mark } from '../frame/Mark';
import { troubleWords } from '../frame/trouble-words';
import { acceptInvitation, finishReset } from '../generated';
import { DeskProblem } from '../session/desk-problem';
import { useSignIn } from '../session/session';
import classes from '../session/SignIn.module.css';
import { t } from '../words/words';

export const AcceptInvitation = () => <ChoosePassword title={t('team.acceptTitle')} about={t('team.acceptDo')} choose={acceptInvitation} />;
export const ResetPassword = () => <ChoosePassword title={t('team.resetTitle')} about={t('team.resetDo')} choose={finishReset} askAgain />;

interface ChooseProps {
  title: string;
  about: string;
  choose(o: { body: { token: string; password: string } }): Promise<{ email: string }>;
  askAgain?: boolean;
}

/** Chooses a password with the token of a mail's link, which stands behind `#` and so reaches no server's log, and signs in with it. */
function ChoosePassword({ title, about, choose, askAgain = false }: ChooseProps) {
  useDocumentTitle(`${title} – ${t('product')}`);
  const router = useRouter();
  const [token] = useState(() => location.hash.slice(1));
  const signIn = useSignIn();
  const form = useForm({
    initialValues: { password: '', again: '' },
    validate: { again: (value, { password }) => (value === password ? null : t('team.differs')) },
  });
  const choosing = useMutation({
    mutationFn: async (password: string) => {
      const { email } = await choose({ body: { token, password } });
      await signIn.mutateAsync({ email, password });
    },
    onSuccess: () => router.history.replace('/'),
    onError: (error) => {
      const wrong = error instanceof DeskProblem ? error.problems.find(({ path }) => path === '/password') : undefined;
      if (wrong) form.setErrors({ password: wrong.message });
    },
  });
  const trouble = token === '' ? t('team.noToken') : choosing.isError && !form.errors.password ? wordsFor(choosing.error) : undefined;
  // The input of a password does not say by itself that it is wrong.
  const field = (name: 'password' | 'again') => ({ ...form.getInputProps(name), 'aria-invalid': form.errors[name] !== undefined });
  return (
    <main className={classes.page}>
      <form className={classes.card} noValidate onSubmit={form.onSubmit(({ password }) => choosing.mutate(password))}>
        <div className={classes.brand}>
          <Mark size={32} />
          <h1>{title}</h1>
        </div>
        <p className="quiet">{about}</p>
        {trouble && (
          <Alert role="alert" color="red" variant="light" className={classes.trouble}>
            {trouble}
          </Alert>
        )}
        {token !== '' && (
          <>
            <PasswordInput
              autoFocus
              label={t('team.password')}
              description={t('team.passwordHelp')}
              autoComplete="new-password"
              {...field('password')}
            />
            <PasswordInput label={t('team.repeat')} autoComplete="new-password" {...field('again')} />
            <Button type="submit" fullWidth loading={choosing.isPending}>
              {t('team.choose')}
            </Button>
          </>
        )}
        {askAgain && trouble && <Link to="/forgot-password">{t('team.askAgain')}</Link>}
        <Link to="/sign-in">{t('team.backToSignIn')}</Link>
      </form>
    </main>
  );
}

function wordsFor(error: unknown): string {
  const link = error instanceof DeskProblem ? error.problems.find(({ path }) => path === '/token') : undefined;
  if (link) return link.message;
  const { happened, then } = troubleWords(error);
  return `${happened} ${then}`;
}
