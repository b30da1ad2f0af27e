import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { plainToInstance } from 'class-transformer';
import { type ValidationError, validateSync } from 'class-validator';
import type { Problem } from '../envelope';
import { eventTypeOf } from '../event-types';
import { dataSchemaOf } from './schemas';

const ajv = new Ajv2020({ allErrors: false, strict: false, validateFormats: false });
const compiled = new Map<string, ValidateFunction>();

function validatorOf(type: string): ValidateFunction {
  let validate = compiled.get(type);
  if (!validate) {
    validate = ajv.compile(dataSchemaOf(type) ?? {});
    compiled.set(type, validate);
  }
  return validate;
}

/** What is wrong with the data of a known type: the compiled schema answers the good case, the classes name every problem. */
export function checkData(type: string, data: unknown): Problem[] {
  const known = eventTypeOf(type);
  if (!known) return [];
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return [{ path: '/data', rule: 'object', message: 'data must be a JSON object' }];
  if ('password' in data)
    return [{ path: '/data/password', rule: 'noPassword', message: 'A password never goes through the bridge; leave it out' }];
  const validate = validatorOf(type);
  const currencyMissing = pricesWithoutCurrency(data);
  if (validate(data) && currencyMissing.length === 0) return [];
  const errors = validateSync(plainToInstance(known.data, data), { forbidUnknownValues: false });
  const problems = errors.flatMap((error) => problemsOf(error, '/data'));
  if (problems.length > 0) return problems;
  if (currencyMissing.length > 0) return currencyMissing;
  return (validate.errors ?? []).map((error) => ({
    path: `/data${error.instancePath}`,
    rule: error.keyword,
    message: `${error.instancePath || 'data'} ${error.message ?? 'is not valid'}`,
  }));
}

/** A rule across members, which the generated schema cannot say. */
function pricesWithoutCurrency(data: object): Problem[] {
  const search = 'search' in data ? data.search : undefined;
  if (typeof search !== 'object' || search === null) return [];
  const priced = 'minPrice' in search || 'maxPrice' in search;
  return priced && !('currency' in search)
    ? [{ path: '/data/search/currency', rule: 'currency', message: 'A price needs its currency, an ISO 4217 code such as GBP' }]
    : [];
}

function problemsOf(error: ValidationError, parent: string): Problem[] {
  const path = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({ path, rule, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, path))];
}
