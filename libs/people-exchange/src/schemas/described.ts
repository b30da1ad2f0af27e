const descriptions = new Map<unknown, string>();

/** What the published schema says about a class. */
export const Described =
  (description: string): ClassDecorator =>
  (target) =>
    void descriptions.set(target, description);

export const descriptionOf = (of: unknown): string => descriptions.get(of) ?? '';
