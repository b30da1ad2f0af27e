import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showTrouble } from '../connections/connection-changes';
import { Section } from '../frame/Section';
import { changePassword } from '../generated';
import { DeskProblem } from '../session/desk-problem';
import { t } from '../words/words';
import classes from './Profile.module.css';

/** Sets another password. @param email tells the browser's own keeper of passwords whose it is */
export function PasswordForm({ email }: { email: string }) {
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { current: '', next: '', again: '' },
    validate: { again: (value, { next }) => (value === next ? null : t('profile.differs')) },
  });
  const change = useMutation({
    mutationFn: ({ current, next }: { current: string; next: string }) => changePassword({ body: { current, next } }),
    onSuccess: () => {
      form.reset();
      notifications.show({ message: t('profile.changed'), withBorder: true });
      void queries.invalidateQueries({ queryKey: ['profile'] });
    },
    onError: (error) => {
      const fields = error instanceof DeskProblem ? error.problems.filter(({ path }) => path !== '') : [];
      // What belongs to a field stands at it.
      if (fields.length === 0) return showTrouble(error);
      form.setErrors(Object.fromEntries(fields.map(({ path, message }) => [path.slice(1), message])));
    },
  });
  // The input of a password does not say by itself that it is wrong.
  const field = (name: 'current' | 'next' | 'again') => ({ ...form.getInputProps(name), 'aria-invalid': form.errors[name] !== undefined });
  return (
    <Section title={t('profile.password')}>
      <p className={classes.about}>{t('profile.passwordAbout')}</p>
      <form className={classes.form} noValidate onSubmit={form.onSubmit((values) => change.mutate(values))}>
        <input type="email" name="email" value={email} autoComplete="username" readOnly hidden />
        <PasswordInput label={t('profile.current')} autoComplete="current-password" {...field('current')} />
        <PasswordInput label={t('profile.next')} description={t('profile.nextHelp')} autoComplete="new-password" {...field('next')} />
        <PasswordInput label={t('profile.again')} autoComplete="new-password" {...field('again')} />
        <Button type="submit" loading={change.isPending}>
          {t('profile.change')}
        </Button>
      </form>
    </Section>
  );
}
