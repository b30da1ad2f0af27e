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

/** Deeper than anything the desk takes; what reads requests goes down by calling itself. */
const mostLevels = 64;

function isTooDeep(value: unknown, levels = mostLevels): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((one) => isTooDeep(one, levels - 1));
}

/**
 * Reads a body or a query into its request class, with every problem it has.
 * @throws DeskRefusal 422 for what is nested too deep to be looked at
 */
export function tryRequest<T extends object>(shape: ClassConstructor<T>, raw: unknown): { request: T; problems: DeskProblem[] } {
  const plain = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? raw : {};
  if (isTooDeep(plain))
    throw new DeskRefusal(422, [{ path: '', rule: 'maxDepth', message: `Send nothing nested deeper than ${mostLevels} levels` }]);
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
