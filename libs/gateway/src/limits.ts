/** Bytes of a request body, as sent and after inflating. */
export const maxRequestBytes = 1024 * 1024;
/** Bytes of one event, as compact JSON. */
export const maxEventBytes = 256 * 1024;
/** Events in one request. */
export const maxEvents = 500;
/** Levels of arrays and objects in one event; deeper ones are refused by the contract. */
export const maxDepth = 64;
/** Problems listed in one answer; what is beyond is counted in its detail. */
export const maxProblems = 1000;
/** Bytes of an oversized body that are read and thrown away, so that the sender gets to read why. */
export const maxDrainedBytes = 8 * 1024 * 1024;
/** Bytes of all bodies that are being read or taken at a time. */
export const maxBytesUnderWay = 256 * 1024 * 1024;
/** Milliseconds a body may take to arrive. */
export const bodyTimeoutMs = 30_000;
/** Characters of a key. */
export const maxKeyLength = 256;
