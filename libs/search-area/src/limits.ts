/** What an area may be at most; DESIGN §4 and §8 promise the two vertex limits to users. */
export const areaLimits = {
  /** Up to this many vertices an area is kept as sent. */
  keptAsSent: 2_000,
  /** Above this many vertices an area is refused; between the two it is simplified. */
  vertices: 20_000,
  /** An area that simplifying would change more than this (intersection over union) is refused. */
  leastOverlap: 0.5,
  /** A list of problems stops here and says how many more there are. */
  problems: 20,
  /** Numbers in one position: longitude, latitude, and an altitude or measure, which is dropped. */
  numbersInPosition: 4,
} as const;
