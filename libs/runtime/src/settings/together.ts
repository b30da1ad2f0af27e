import { accessSync, constants, statSync } from 'node:fs';
import { registerDecorator, type ValidationArguments } from 'class-validator';

/** What a setting must be beside the others. */
export function Agrees<T extends object>(holds: (settings: T) => boolean): PropertyDecorator {
  return (prototype, property) =>
    registerDecorator({
      name: 'agrees',
      target: prototype.constructor,
      propertyName: String(property),
      validator: {
        // The rule stands on a property of that very class.
        validate: (_: unknown, { object }: ValidationArguments) => holds(object as T),
      },
    });
}

/** The path of a file that this process may read; one that is not given is for other rules. */
export function IsReadableFile(): PropertyDecorator {
  return (prototype, property) =>
    registerDecorator({
      name: 'isReadableFile',
      target: prototype.constructor,
      propertyName: String(property),
      validator: { validate: (value: unknown) => value === undefined || (typeof value === 'string' && mayRead(value)) },
    });
}

function mayRead(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return statSync(file).isFile();
  } catch {
    return false; // The sentence of the setting says what it must be.
  }
}
