import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { Mark } from '../frame/Mark';
import { troubleWords } from '../frame/trouble-words';
import { span } from '../words/agency-words';
import { t } from '../words/words';
import { DeskProblem } from './desk-problem';
import { useSignIn } from './session';
import classes from './SignIn.module.css';

const route = getRouteApi('/sign-in');

export function SignIn() {
  useDocumentTitle(`${t('signIn.title')} – ${t('product')}`);
  const { next } = route.useSearch();
  const router = useRouter();
  const signIn = useSignIn();
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (value.trim() === '' ? t('signIn.emailMissing') : null),
      password: (value) => (value === '' ? t('signIn.passwordMissing') : null),
    },
  });
  const submit = form.onSubmit(({ email, password }) =>
    signIn.mutate({ email: email.trim(), password }, { onSuccess: () => router.history.push(next ?? '/') }),
  );
  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={submit} noValidate>
        <div className={classes.brand}>
          <Mark size={32} />
          <h1>{t('product')}</h1>
        </div>
        {signIn.isError && (
          <Alert role="alert" color="red" variant="light" className={classes.trouble}>
            {wordsFor(signIn.error)}
          </Alert>
        )}
        <TextInput type="email" name="email" label={t('signIn.email')} autoComplete="username" autoFocus {...form.getInputProps('email')} />
        <PasswordInput name="password" label={t('signIn.password')} autoComplete="current-password" {...form.getInputProps('password')} />
        <Button type="submit" fullWidth loading={signIn.isPending}>
          {t('signIn.go')}
        </Button>
        <Link to="/forgot-password">{t('team.forgot')}</Link>
        <p className={classes.hint}>{t('signIn.hint')}</p>
      </form>
    </main>
  );
}

function wordsFor(error: unknown): string {
  if (error instanceof DeskProblem && error.status === 401) return t('signIn.wrong');
  if (error instanceof DeskProblem && error.status === 429) return t('signIn.locked', { wait: span((error.retryAfter ?? 60) * 1000) });
  const { happened, then } = troubleWords(error);
  return `${happened} ${then}`;
}
