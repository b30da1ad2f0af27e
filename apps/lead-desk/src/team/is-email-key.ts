import { registerDecorator } from 'class-validator';
import { emailKey } from '#lead';

/** An address that mail can be sent to: one `@`, none of the signs that would make two of one, or another header. */
const sendable = /^[^\p{Cc}\p{Cs}\s@<>(),;:"[\]\\]+@[^\p{Cc}\p{Cs}\s@<>(),;:"[\]\\]+$/u;

export const IsEmailKey = (): PropertyDecorator => (target, property) =>
  registerDecorator({
    name: 'isEmail',
    target: target.constructor,
    propertyName: String(property),
    validator: {
      validate: (value) => sendable.test(emailKey(value) ?? ''),
      defaultMessage: () => 'Give an e-mail address, such as name@example.com',
    },
  });
