import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { isDay, isMoment } from '../rules/moments';
import type { Schema } from '../rules/rule';

const ajv = new Ajv2020({ allErrors: false, strict: true, strictRequired: false, formats: { 'date-time': isMoment, date: isDay } });

/** A schema as a function that says whether a value is right, and nothing more. */
export const compile = (schema: Schema): ValidateFunction => ajv.compile(schema);
