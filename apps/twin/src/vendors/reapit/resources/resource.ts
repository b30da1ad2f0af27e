import type { Shape } from '../../ground/body-shape';
import type { Fields } from '../../ground/call';

/** One kind of record, as the vendor offers it. */
export interface Resource {
  kind: string;
  path: string;
  /** Undefined where the vendor has no way to create one. */
  create?: Shape;
  update?: Shape;
  /** Members of an answer beside those of the bodies. */
  shown: readonly string[];
  /** Query parameter → the member it looks at. */
  filters: Readonly<Record<string, string>>;
  /** Which of createdFrom, createdTo, modifiedFrom and modifiedTo it takes. */
  sweeps: readonly ('created' | 'modified')[];
  /** True for a record without an id of its own: it is seen in lists only. */
  listedOnly?: boolean;
  /** True for a list that comes whole, as ids and values. */
  plain?: boolean;
  /** What a new one has that its maker did not say. */
  defaults?: Fields;
  /** Member → kind of the records its ids must name. */
  refersTo: Readonly<Record<string, string>>;
}

/** Names of all members an answer has; what is not set is null, wherever the vendor's model says optional. */
export function membersOf(resource: Resource): string[] {
  return [...new Set([...Object.keys(resource.create ?? {}), ...Object.keys(resource.update ?? {}), ...resource.shown])];
}
