/** What one mapping may cost. Mappings come from integrators and are not trusted. */
export const mappingLimits = {
  /** Milliseconds one evaluation may take. */
  timeoutMs: 500,
  /** Calls within calls. */
  stack: 200,
  /** Items of one sequence. */
  sequence: 20_000,
  /** Characters of one text that a mapping makes. */
  text: 1_000_000,
  /** Values and characters of all that one value holds, each counted as often as it is in it. */
  value: 16_000_000,
  /** Values and characters of all texts and lists that one evaluation makes on its way. */
  made: 64_000_000,
  /** Items that `$distinct` compares, each with every other. */
  distinct: 2_000,
  /** Characters of a path with its query, and of one header. */
  path: 16_384,
  /** Characters of one expression. */
  expression: 64_000,
  /** Files of a pack, and bytes of all of them together. */
  files: 500,
  packBytes: 4_194_304,
  /** Requests one event may lead to, and events one record or notification. */
  requests: 20,
  events: 100,
  /** Values of one page of a vendor's list. */
  listed: 5_000,
} as const;
