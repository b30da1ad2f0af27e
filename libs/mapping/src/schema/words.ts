/** Parts that the schema of packs is put together from. */
export type Schema = Readonly<Record<string, unknown>>;

export const text = (description: string, more: Schema = {}): Schema => ({ type: 'string', minLength: 1, description, ...more });
export const named = (value: string, description: string): Schema => ({ const: value, description });
export const one = (description: string, ...values: readonly string[]): Schema => ({ enum: values, description });
export const mapOf = (values: Schema, description: string, names = '^[a-zA-Z][\\w-]{0,63}$'): Schema => ({
  type: 'object',
  description,
  propertyNames: { pattern: names },
  additionalProperties: values,
});
export const shape = (
  required: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
  description = '',
): Schema => ({
  type: 'object',
  ...(description ? { description } : {}),
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});
export const texts = (description: string): Schema => mapOf(text('An expression, or a text.'), description, '^[\\w.$\\-\\[\\]]{1,80}$');
export const whole = (description: string, least: number, most: number): Schema => ({
  type: 'integer',
  minimum: least,
  maximum: most,
  description,
});
export const file = (description: string): Schema => text(description, { pattern: '^[\\w./-]+\\.jsonata$' });
