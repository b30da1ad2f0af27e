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

/** Reads a body or a query into its request class, with every problem it has. */
export function tryRequest<T extends object>(shape: ClassConstructor<T>, raw: unknown): { request: T; problems: DeskProblem[] } {
  const plain = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? raw : {};
  const request = plainToInstance(shape, plain);
  const errors = validateSync(request, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  return { request, problems: problemsOf(errors, '') };
}

/** The same, or refuses with every problem at once. */
export function readRequest<T extends object>(shape: ClassConstructor<T>, raw: unknown, status: 400 | 422 = 422): T {
  const { request, problems } = tryRequest(shape, raw);
  if (problems.length > 0) throw new DeskRefusal(status, problems);
  return request;
}
