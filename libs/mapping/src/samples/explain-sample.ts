import type { MappingFunctions } from '../expression';
import type { Pack } from '../pack';
import { fieldsOf } from './inputs-of';
import { type Played, playSample } from './play-sample';
import type { OutSample } from './sample';

export interface Why {
  readonly request: string;
  /** JSON pointer into the body. */
  readonly path: string;
  /** `FILE:LINE` of the expression. */
  readonly at: string;
  /** Inputs the value comes from; none for a word of the pack itself. */
  readonly from: readonly string[];
  /** Nothing where the member is left out. */
  readonly value: unknown;
}

/** What an event leads to, and of each member of each body where its value comes from. @throws MappingFailed */
export async function explainSample(
  pack: Pack,
  sample: OutSample,
  functions: MappingFunctions,
): Promise<{ played: Played; why: readonly Why[] }> {
  const played = await playSample(pack, sample, functions);
  const requests = pack.requests.get(String(sample.event['type'])) ?? [];
  const why = (played.requests ?? []).flatMap(({ request: id, body }) => {
    const expression = requests.find((one) => one.id === id)?.body;
    if (!expression) return [];
    return fieldsOf(expression.ast()).map(({ path, position, from }): Why => ({
      request: id,
      path,
      at: `${expression.place.file}:${expression.text.slice(0, position).split('\n').length}`,
      from,
      value: valueAt(body, path),
    }));
  });
  return { played, why };
}

function valueAt(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, part) => {
      const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
      // A list's members are explained once, by its first.
      const inner = Array.isArray(at) ? (at[0] as unknown) : at; // an element of a list of JSON values
      return typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name) ? Reflect.get(inner, name) : undefined;
    }, value);
}
