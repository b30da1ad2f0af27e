/** The two sides of the bridge: the agency's websites, and its back-office software. */
export type Side = 'website' | 'backOffice';

/** Who hands an event in, as its key tells. */
export interface Sender {
  readonly agency: string;
  readonly participant: string;
  readonly side: Side;
}

/** One thing wrong with what was sent. `path` is a JSON pointer (RFC 6901) into the event, `index` its place in a batch. */
export interface Problem {
  readonly index?: number;
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

/** Something worth knowing about an event that was taken all the same. */
export type Warning = Omit<Problem, 'index'>;

/** A CloudEvents 1.0 event as the gateway stamped it; attributes beyond these are kept as they came. */
export interface AcceptedEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** The sender's own stable id of one person. */
  readonly subject?: string;
  /** RFC 3339, when it happened. */
  readonly time?: string;
  readonly datacontenttype: 'application/json';
  /** `urn:people-exchange:TYPE:VERSION`, version 1 where nothing is said. */
  readonly dataschema?: string;
  /** The sender's own version of the entity. */
  readonly sequence?: string;
  readonly causationid?: string;
  readonly traceparent?: string;
  readonly tracestate?: string;
  readonly agency: string;
  /** The participant it came from. */
  readonly origin: string;
  readonly partitionkey: string;
  /** RFC 3339 UTC with milliseconds, when the bridge took it. */
  readonly receivedtime: string;
  readonly data: unknown;
}
