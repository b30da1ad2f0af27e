import { type ClassConstructor, plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import { type DeskProblem, DeskRefusal } from './desk-refusal';

function problemsOf(errors: readonly ValidationError[], above: string): DeskProblem[] {
  return errors.flatMap((error) => {
    const path = `${above}/${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({ path, rule, message }));
    return [...own, ...problemsOf(error.children ?? [], path)];
  });
}

/** Reads a body or a query into its request class, or refuses with every problem at once. */
export function readRequest<T extends object>(shape: ClassConstructor<T>, raw: unknown, status: 400 | 422 = 422): T {
  const plain = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? raw : {};
  const request = plainToInstance(shape, plain);
  const problems = problemsOf(validateSync(request, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true }), '');
  if (problems.length > 0) throw new DeskRefusal(status, problems);
  return request;
}
