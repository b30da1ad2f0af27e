import { BodyReader, ExchangeRefused } from '#delivery';
import type { AskedSignOn } from '../links/ask-for-link';
import type { Dwelling } from '../owners/owners';
import type { NewProduct, ProductChange } from '../setting-up/products';

const idPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;
const idWords = '1 to 63 lower-case letters, digits and hyphens';
const textPattern = /^.{1,128}$/su;
const textWords = 'a text of 1 to 128 characters';
const audiencePattern = /^[\x21-\x7e]{1,200}$/;
const audienceWords = '1 to 200 visible characters without a space, such as https://tracker.example.com';

const asSwitch = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);
const asText =
  (pattern: RegExp) =>
  (value: unknown): string | undefined =>
    typeof value === 'string' && pattern.test(value) ? value : undefined;
const asDwelling = (value: unknown): Dwelling | undefined => {
  if (typeof value !== 'object' || value === null || !('system' in value) || !('id' in value)) return undefined;
  const [system, id] = [value.system, value.id].map(asText(textPattern));
  return system === undefined || id === undefined ? undefined : { system, id };
};

export function productIn(body: unknown): NewProduct {
  const reader = new BodyReader(body);
  const wanted = {
    agency: reader.text('agency', idPattern, idWords),
    id: reader.text('id', idPattern, idWords),
    name: reader.text('name'),
    audience: reader.text('audience', audiencePattern, audienceWords),
    redirect: reader.text('redirect', /^.{1,2000}$/u, 'the https address that takes owners in'),
    allowPrivate: reader.optional('allowPrivate', asSwitch, 'true or false'),
  };
  reader.done();
  return wanted;
}

export function changeIn(body: unknown): ProductChange {
  const reader = new BodyReader(body);
  const change = {
    name: reader.optional('name', asText(/^.{1,500}$/su), 'a text of 1 to 500 characters'),
    audience: reader.optional('audience', asText(audiencePattern), audienceWords),
    redirect: reader.optional('redirect', asText(/^.{1,2000}$/u), 'the https address that takes owners in'),
    allowPrivate: reader.optional('allowPrivate', asSwitch, 'true or false'),
  };
  reader.done();
  return change;
}

export function signOnIn(body: unknown): AskedSignOn {
  const reader = new BodyReader(body);
  const asked = {
    subject: reader.text('subject', textPattern, textWords),
    property: reader.optional('property', asDwelling, '{system, id} of a dwelling'),
    product: reader.text('product', idPattern, idWords),
  };
  if (reader.value('property') === undefined) reader.say('/property', 'property', 'property must be {system, id} of a dwelling');
  reader.done();
  const { property } = asked;
  if (!property) throw new ExchangeRefused('invalid', 'property is needed');
  return { ...asked, property };
}

/** How many, and from where on. */
export function pageIn(limit: string | undefined, before: string | undefined): { limit: number; before?: string } {
  const count = limit === undefined ? 100 : Number(limit);
  if (!Number.isInteger(count) || count < 1 || count > 500)
    throw new ExchangeRefused('invalid', 'limit must be a whole number from 1 to 500');
  if (before !== undefined && !/^\d{1,18}$/u.test(before)) throw new ExchangeRefused('invalid', 'before must be the ref of a sign-on');
  return { limit: count, before };
}
