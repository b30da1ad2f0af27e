import { registerDecorator, type ValidationArguments } from 'class-validator';

/** A number that another property of the same object must not exceed. */
export function NotLessThan(other: string): PropertyDecorator {
  return (prototype, property) =>
    registerDecorator({
      name: 'notLessThan',
      target: prototype.constructor,
      propertyName: String(property),
      constraints: [other],
      validator: {
        validate: (value: unknown, args: ValidationArguments) => {
          const least: unknown = Reflect.get(args.object, other);
          // A bound that is itself wrong is told about in its own sentence.
          return typeof value === 'number' && (typeof least !== 'number' || Number.isNaN(least) || value >= least);
        },
      },
    });
}
