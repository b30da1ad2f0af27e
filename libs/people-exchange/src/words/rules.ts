import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

type Presence = { readonly optional?: boolean };
type Decorate = (target: object, name: string) => void;

const timePattern =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
/** Values of an open enum: the known ones and any word of this form, kept as it came. */
export const openWordPattern = /^[a-zA-Z][\w-]{0,63}$/;

/** Left out is fine, null is not: a member is there with a value or not at all. */
function all(presence: Presence, ...decorators: PropertyDecorator[]): Decorate {
  return (target, name) => {
    if (presence.optional) ValidateIf((_, value) => value !== undefined)(target, name);
    for (const decorate of decorators) decorate(target, name);
  };
}

export const Text = (max: number, presence: Presence = {}): Decorate => all(presence, IsString(), MinLength(1), MaxLength(max));
export const Id = (presence: Presence = {}): Decorate => Text(128, presence);
export const Time = (presence: Presence = {}): Decorate =>
  all(presence, IsString(), Matches(timePattern, { message: '$property must be an RFC 3339 time such as 2026-11-24T09:30:00Z' }));
export const Word = (presence: Presence = {}): Decorate =>
  all(presence, IsString(), Matches(openWordPattern, { message: '$property must be a word such as "house" (letters, digits, - and _)' }));
export const OneOf = (values: readonly string[], presence: Presence = {}): Decorate => all(presence, IsIn([...values]));
export const Flag = (presence: Presence = {}): Decorate => all(presence, IsBoolean());
export const Whole = (min: number, max: number, presence: Presence = {}): Decorate => all(presence, IsInt(), Min(min), Max(max));
export const Amount = (presence: Presence = {}): Decorate =>
  all(
    presence,
    IsString(),
    Matches(/^\d{1,15}(\.\d{1,4})?$/, { message: '$property must be a decimal string such as "425000" or "1250.50"' }),
  );
export const Currency = (presence: Presence = {}): Decorate =>
  all(presence, IsString(), Matches(/^[A-Z]{3}$/, { message: '$property must be an ISO 4217 code such as GBP' }));
export const Number_ = (min: number, max: number, presence: Presence = {}): Decorate =>
  all(presence, IsNumber({ allowNaN: false, allowInfinity: false }), Min(min), Max(max));
export const Email = (presence: Presence = {}): Decorate =>
  all(
    presence,
    IsString(),
    MaxLength(254),
    Matches(/^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/, { message: '$property must be an e-mail address' }),
  );
export const One = (of: () => new () => object, presence: Presence = {}): Decorate => all(presence, IsObject(), ValidateNested(), Type(of));
export const Many = (of: () => new () => object, max: number, presence: Presence & { readonly min?: number } = {}): Decorate =>
  all(presence, IsArray(), ArrayMinSize(presence.min ?? 0), ArrayMaxSize(max), ValidateNested({ each: true }), Type(of));
export const Texts = (length: number, max: number, presence: Presence = {}): Decorate =>
  all(presence, IsArray(), ArrayMaxSize(max), IsString({ each: true }), MinLength(1, { each: true }), MaxLength(length, { each: true }));
export const Words = (max: number, presence: Presence = {}): Decorate =>
  all(
    presence,
    IsArray(),
    ArrayMaxSize(max),
    IsString({ each: true }),
    Matches(openWordPattern, { each: true, message: 'each of $property must be a word such as "house"' }),
  );
export const Free = (presence: Presence = {}): Decorate => all(presence, IsObject());
export const Place = (presence: Presence = {}): Decorate =>
  all(presence, IsArray(), ArrayMinSize(2), ArrayMaxSize(3), IsNumber({ allowNaN: false, allowInfinity: false }, { each: true }));
