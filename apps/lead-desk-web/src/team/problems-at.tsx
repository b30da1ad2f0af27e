import { Alert } from '@mantine/core';
import { troubleWords } from '../frame/trouble-words';
import { DeskProblem } from '../session/desk-problem';
import classes from './Team.module.css';

/** What the lead desk found wrong with one field. */
export function problemAt(error: unknown, field: string): string | undefined {
  return error instanceof DeskProblem ? error.problems.find(({ path }) => path === `/${field}`)?.message : undefined;
}

/** What is wrong with no field that is shown, above the form. */
export function Wrong({ error, fields }: { error: unknown; fields: readonly string[] }) {
  if (!error || fields.some((field) => problemAt(error, field) !== undefined)) return null;
  const { happened, then } = troubleWords(error);
  return (
    <Alert role="alert" color="red" variant="light" className={classes.wrong}>
      {happened} {then}
    </Alert>
  );
}
