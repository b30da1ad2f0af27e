import { isFields, objectsOf, textsOf, type Fields } from '../../ground/call';
import type { FieldError } from '../errors';

/** What the models cannot say of a new record, from the vendor's descriptions of the fields. Pure. */
export function errorsOfNew(kind: string, body: Fields): FieldError[] {
  switch (kind) {
    case 'contacts':
    case 'enquiries':
      return wayToReach.some((member) => isSet(body[member]))
        ? []
        : wayToReach.map((field) => ({ field, message: 'Required when no other contact details are provided' }));
    case 'applicants':
      return [...budgetErrors(body), ...emptyRelated(body)];
    case 'landlords':
      return emptyRelated(body);
    case 'areas':
      return areaErrors(body['type'], textsOf(body, 'area'));
    default:
      return [];
  }
}

/** What the models cannot say of a record after an update. */
export function errorsOfChanged(kind: string, before: Fields, body: Fields): FieldError[] {
  const after = { ...before, ...body };
  if (kind === 'areas') return areaErrors(after['type'], textsOf(after, 'area'));
  return kind === 'appointments' ? appointmentErrors(after) : [];
}

export function appointmentErrors(body: Fields): FieldError[] {
  const { start, end } = body;
  if (typeof start !== 'string' || typeof end !== 'string' || Date.parse(end) >= Date.parse(start)) return [];
  return [{ field: 'end', message: 'The end must not be before the start' }];
}

const wayToReach = ['homePhone', 'workPhone', 'mobilePhone', 'email'];

function budgetErrors(body: Fields): FieldError[] {
  const [of, from, to] = body['marketingMode'] === 'renting' ? ['renting', 'rentFrom', 'rentTo'] : ['buying', 'priceFrom', 'priceTo'];
  const budget = of === undefined ? undefined : body[of];
  const has = (name = '') => isFields(budget) && typeof budget[name] === 'number' && budget[name] > 0;
  if (has(from) || has(to)) return [];
  return [
    { field: `${of}.${from}`, message: `Required when 'marketingMode' is '${of}' and '${to}' is not provided` },
    { field: `${of}.${to}`, message: `Required when 'marketingMode' is '${of}' and '${from}' is not provided` },
  ];
}

function emptyRelated(body: Fields): FieldError[] {
  return objectsOf(body, 'related').length > 0 ? [] : [{ field: 'related', message: 'At least one contact or company is required' }];
}

function areaErrors(type: unknown, corners: readonly string[]): FieldError[] {
  if (corners.length === 0) return [{ field: 'area', message: 'At least one value is required' }];
  if (type !== 'polygon') return [];
  const wrong = corners.flatMap((corner, i) => (/^-?\d+(\.\d+)?, ?-?\d+(\.\d+)?$/.test(corner) ? [] : [i]));
  if (wrong.length > 0)
    return wrong.map((i) => ({ field: `area[${i}]`, message: 'The value must be a latitude and a longitude with a comma between them' }));
  return corners.length < 3 ? [{ field: 'area', message: 'A polygon has at least three corners' }] : [];
}

function isSet(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
