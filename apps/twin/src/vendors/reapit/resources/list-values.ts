import { textsOf, type Fields } from '../../ground/call';
import type { FieldError } from '../errors';

/** Lists of an applicant whose values the agency's department defines. */
const lists: Readonly<Record<string, string>> = {
  type: 'typeOptions',
  style: 'styleOptions',
  situation: 'situationOptions',
  parking: 'parkingOptions',
  age: 'ageOptions',
  locality: 'localityOptions',
  specialFeatures: 'specialFeaturesOptions',
};

/** The body without list values the department does not know; nobody is told. Pure. */
export function withoutUnknownValues(body: Fields, department: Fields): Fields {
  const kept = Object.entries(lists).flatMap(([member, options]) =>
    Array.isArray(body[member])
      ? [[member, textsOf(body, member).filter((value) => textsOf(department, options).includes(value))] as const]
      : [],
  );
  return { ...body, ...Object.fromEntries(kept) };
}

/** The same as errors, for a twin whose `drops-values` is switched off. */
export function unknownValues(body: Fields, department: Fields): FieldError[] {
  return Object.entries(lists).flatMap(([member, options]) =>
    textsOf(body, member)
      .filter((value) => !textsOf(department, options).includes(value))
      .map((value) => ({ field: member, message: `The department has no '${value}'` })),
  );
}
