import Ajv2020, { _, type Code, type CodeKeywordDefinition, type KeywordCxt, type ValidateFunction } from 'ajv/dist/2020';
import { isDay, isMoment } from '../rules/moments';
import type { Schema } from '../rules/rule';
import { lengthOf } from '../rules/texts';

const ajv = new Ajv2020({
  allErrors: false,
  strict: true,
  strictRequired: false,
  formats: { 'date-time': isMoment, date: isDay },
  // It makes no check quicker, and objects with names of its own by the hundred: V8 keeps 1,536 hidden classes that follow on an empty one.
  code: { optimize: false },
});

/**
 * A text has at least half as many characters as it has code units, and at most as many: only between the two need they be counted.
 */
function lengthKeyword(keyword: 'minLength' | 'maxLength', breaks: (text: Code, count: Code, limit: Code) => Code): CodeKeywordDefinition {
  return {
    keyword,
    type: 'string',
    schemaType: 'number',
    code(of: KeywordCxt): void {
      const count = of.gen.scopeValue('func', { ref: lengthOf, key: lengthOf, code: _`lengthOf` });
      of.fail(breaks(_`${of.data}`, _`${count}(${of.data})`, _`${of.schema}`));
    },
  };
}

ajv.removeKeyword('minLength').removeKeyword('maxLength');
ajv.addKeyword(lengthKeyword('minLength', (text, count, limit) => _`${text}.length < 2 * ${limit} && ${count} < ${limit}`));
ajv.addKeyword(lengthKeyword('maxLength', (text, count, limit) => _`${text}.length > ${limit} && ${count} > ${limit}`));

/** A schema as a function that says whether a value is right, and nothing more. */
export const compile = (schema: Schema): ValidateFunction => ajv.compile(schema);
