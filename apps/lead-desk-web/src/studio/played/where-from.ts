import type { PlayedSampleView, WhyView } from '../../generated';

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** Where the values of a result come from, by the pointer of each in it. */
export function whyByPointer({ played, why }: PlayedSampleView): ReadonlyMap<string, WhyView> {
  const requests: unknown = isTree(played) ? Reflect.get(played, 'requests') : undefined;
  if (!Array.isArray(requests)) return new Map();
  return new Map(
    requests.flatMap((request: unknown, i) =>
      why
        .filter((one) => isTree(request) && request['request'] === one.request)
        .map((one) => [`/requests/${i}/body${one.path}`, one] as const),
    ),
  );
}

/** Members of lists are explained once, by the first. */
export function whyOf(known: ReadonlyMap<string, WhyView>, pointer: string): WhyView | undefined {
  return known.get(pointer) ?? [...known].find(([one]) => one === pointer.replaceAll(/(?<=\/body.*)\/\d+(?=\/|$)/gu, ''))?.[1];
}

/** Whether a line of the sample is what an input such as `data.person.name.given` names. */
export function isInput(from: readonly string[], pointer: string): boolean {
  const path = pointer
    .split('/')
    .slice(1)
    .filter((part) => !/^\d+$/u.test(part))
    .join('.')
    .replace(/^event\.data(?=\.|$)/u, 'data')
    .replace(/^record\.value(?=\.|$)/u, 'record');
  return path !== '' && from.includes(path);
}
