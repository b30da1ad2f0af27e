/** Files of a pack by their path inside it, `pack.yaml` among them. */
export type PackFiles = ReadonlyMap<string, string>;
