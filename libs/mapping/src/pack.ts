import type { Expression } from './expression';
import type { PackFiles } from './files';
import type { PackDocument, RequestDocument } from './pack-document';
import type { Template } from './template';

/** The request of an event type that may be asked for several events at once. */
export type TogetherRequest = PackRequest & { readonly together: NonNullable<PackRequest['together']> };

/** A request of a pack, ready to be filled in. */
export interface PackRequest extends Pick<RequestDocument, 'id' | 'method' | 'writes' | 'once' | 'keyHeader' | 'makes' | 'needs'> {
  readonly when?: Expression;
  readonly path: Template;
  readonly query: Readonly<Record<string, Expression>>;
  readonly headers: Readonly<Record<string, Template>>;
  readonly body?: Expression;
  readonly lookup?: { readonly path: Template; readonly query: Readonly<Record<string, Expression>>; readonly found: Expression };
  readonly idFrom?: Expression;
  readonly ifMatch?: Template;
  readonly failedWhen?: Expression;
  readonly ignoredWhen?: Expression;
  readonly readBack?: { readonly path: Template; readonly expect: Expression };
  readonly together?: { readonly path: Template; readonly body: Expression; readonly most: number };
}

export interface PackSweep {
  readonly when?: Expression;
  readonly method: 'GET' | 'POST';
  readonly path: Template;
  readonly query: Readonly<Record<string, Expression>>;
  readonly body?: Expression;
  readonly items: Expression;
  readonly id: Expression;
  readonly modified: Expression;
  readonly next?: Expression;
  readonly everySeconds: number;
  readonly overlapSeconds: number;
}

/** What becomes of one kind of record that comes in. */
export interface PackRecordIn {
  readonly path?: Template;
  readonly map: Expression;
  readonly sweep?: PackSweep;
}

/** A list that the vendor keeps. */
export interface PackList {
  readonly title: string;
  readonly path: Template;
  readonly query: Readonly<Record<string, Expression>>;
  readonly headers: Readonly<Record<string, Template>>;
  readonly values: Expression;
  readonly next?: Expression;
  readonly holds: Readonly<Record<string, Expression>>;
}

/** A mapping pack that was checked and compiled. Never changes. */
export interface Pack {
  readonly document: PackDocument;
  readonly files: PackFiles;
  /** Requests of an event type in their order; none where it is ignored. */
  readonly requests: ReadonlyMap<string, readonly PackRequest[]>;
  readonly records: ReadonlyMap<string, PackRecordIn>;
  readonly lists: ReadonlyMap<string, PackList>;
  readonly hook?: {
    readonly read: Expression;
    readonly signature: NonNullable<NonNullable<PackDocument['in']>['hook']>['signature'];
    readonly coalesceMs: number;
  };
}
