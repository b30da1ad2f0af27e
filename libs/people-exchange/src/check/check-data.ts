import type { ValidateFunction } from 'ajv/dist/2020';
import type { Problem } from '../envelope';
import { eventTypeOf } from '../event-types';
import { dataSchemaOf } from '../schemas/data-schema';
import { classProblems } from './class-problems';
import { compile } from './compiled';

const compiled = new Map<string, ValidateFunction>();

/** Whether the data of a known type is right, by its compiled schema. */
export function dataIsRight(type: string, data: unknown): boolean {
  let validate = compiled.get(type);
  if (!validate) {
    validate = compile(dataSchemaOf(type) ?? {});
    compiled.set(type, validate);
  }
  return validate(data);
}

/** Everything that is wrong with the data of a known type, by the rules of its class. */
export function dataProblems(type: string, data: unknown): Problem[] {
  const known = eventTypeOf(type);
  return known ? classProblems(known.data, data, '/data', '') : [];
}

/** The compiled schema answers the good case; only where it refuses do the classes name every problem. */
export function checkData(type: string, data: unknown): Problem[] {
  if (dataIsRight(type, data)) return [];
  const problems = dataProblems(type, data);
  // Both are made of the same rules and a test holds them together; should they ever differ, the refusal stands.
  return problems.length > 0 ? problems : [{ path: '/data', rule: 'schema', message: `data is not right by the schema of ${type}` }];
}
