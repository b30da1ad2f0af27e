import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { PackView } from '../../generated';
import { DeskProblem } from '../../session/desk-problem';
import { t } from '../../words/words';
import { type FormValues, idPattern, missingIn } from './form-values';

interface FormOf {
  pack: PackView;
  initial: FormValues;
  /** Secrets that were entered before. */
  kept: readonly string[];
  isNew: boolean;
}

/** The form of one connection, with every problem beside its field and the rest above. */
export function useConnectionForm({ pack, initial, kept, isNew }: FormOf) {
  const [others, setOthers] = useState<readonly string[]>([]);
  const form = useForm<FormValues>({
    initialValues: initial,
    validate: (values) => ({
      ...(isNew && values.name.trim() === '' ? { name: t('connections.nameMissing') } : {}),
      ...(isNew && !idPattern.test(values.id) ? { id: t('connections.idWrong') } : {}),
      ...Object.fromEntries(
        missingIn(pack, values.settings, kept).map(({ name, label }) => [`settings.${name}`, t('connections.missing', { label })]),
      ),
    }),
  });

  /** Puts what the lead desk refused beside the fields it is about. */
  const refuse = (error: unknown): void => {
    const problems = error instanceof DeskProblem ? error.problems : [];
    const placed = problems.flatMap(({ path, message }) => {
      const field = path.slice(1).replaceAll('/', '.');
      return isField(field, pack) ? [[field, message] as const] : [];
    });
    const errors = Object.fromEntries(placed.toReversed());
    form.setErrors(errors);
    const rest = problems.filter(({ path }) => !isField(path.slice(1).replaceAll('/', '.'), pack)).map(({ message }) => message);
    setOthers(rest);
    showFirst(errors);
  };

  return { form, others, refuse, forget: () => setOthers([]) };
}

export type ConnectionForm = ReturnType<typeof useConnectionForm>['form'];

const ownFields = ['id', 'name', 'admission', 'allowPrivate', 'off'];
const isField = (field: string, { settings }: PackView): boolean =>
  ownFields.includes(field) || settings.some(({ name }) => field === `settings.${name}`);

/** Moves to the first field, in the order of the page, that needs another look. */
export function showFirst(errors: Readonly<Record<string, unknown>>): void {
  requestAnimationFrame(() => {
    const fields = [...document.querySelectorAll<HTMLElement>('[data-path]')];
    fields.find((field) => field.dataset['path'] !== undefined && errors[field.dataset['path']] !== undefined)?.focus();
  });
}
