/** The desk has read further than the inbox was written; a rebuild now would lose what lies between. */
export class RebuildTooEarly extends Error {
  readonly code = 'rebuildTooEarly';
  readonly retriable = true;

  constructor(readonly facts: readonly { readonly topic: string; readonly partition: number }[]) {
    super(
      `The inbox is behind the lead desk on ${facts.map(({ topic, partition }) => `${topic}/${partition}`).join(', ')}; try again when the other apps have caught up`,
    );
    this.name = 'RebuildTooEarly';
  }
}
