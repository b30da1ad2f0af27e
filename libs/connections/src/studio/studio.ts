import { ExchangeRefused } from '#delivery';
import type { Packs } from '../packs/packs';
import { beginningOf, type PackVersion } from './beginnings';
import type { Draft, FileChanges } from './draft';
import type { DraftRunner } from './draft-runner';
import type { CheckedDraft, PlayedDraft, TriedDraft } from './draft-task';
import type { Drafts } from './drafts';
import { maskEvent } from './mask-event';

export interface StudioParts {
  readonly drafts: Drafts;
  readonly packs: Packs;
  readonly runner: DraftRunner;
}

/** Who does it: named in what is kept. */
export interface Author {
  readonly agency: string;
  readonly name: string;
}

/** Packs written, tried and published by an agency's integrators. Nothing of a draft runs in this process. */
export class Studio {
  constructor(private readonly o: StudioParts) {}

  get drafts(): Drafts {
    return this.o.drafts;
  }

  async begin({ agency, name: who }: Author, name: string, from?: PackVersion): Promise<Draft> {
    return this.o.drafts.begin(agency, name, await beginningOf(this.o.packs, agency, name, from), who);
  }

  async check(agency: string, name: string): Promise<CheckedDraft> {
    return this.o.runner.run(agency, { do: 'check', files: await this.filesOf(agency, name) });
  }

  async playAll(agency: string, name: string): Promise<TriedDraft> {
    return this.o.runner.run(agency, { do: 'playAll', files: await this.filesOf(agency, name) });
  }

  async play(agency: string, name: string, sample: string): Promise<PlayedDraft> {
    return this.o.runner.run(agency, { do: 'play', files: await this.filesOf(agency, name), sample });
  }

  /** An event that passed, masked before the mapping sees it; nothing is sent. */
  async playPast(agency: string, name: string, event: Readonly<Record<string, unknown>>): Promise<PlayedDraft> {
    return this.o.runner.run(agency, { do: 'playEvent', files: await this.filesOf(agency, name), event: maskEvent(event) });
  }

  /** Keeps a past event as a sample, masked. @throws ExchangeRefused where the draft does not run */
  async keepSample(
    { agency, name: who }: Author,
    name: string,
    kept: { revision: number; sample: string; event: Readonly<Record<string, unknown>> },
  ): Promise<Draft> {
    const { sample } = await this.playPast(agency, name, kept.event);
    if (!sample) throw new ExchangeRefused('invalid', 'The draft has problems; mend them first, then the sample can be kept');
    return this.write(agency, name, kept.revision, `samples/${kept.sample}.json`, sample, who);
  }

  /** What a sample leads to now is what is expected of it from here on. */
  async accept({ agency, name: who }: Author, name: string, accepted: { revision: number; sample: string }): Promise<Draft> {
    const { played, problems } = await this.play(agency, name, accepted.sample);
    if (!played) throw new ExchangeRefused('invalid', 'The sample leads to no result that could be expected', { problems });
    return this.write(agency, name, accepted.revision, `expected/${accepted.sample}.json`, played, who);
  }

  /** @throws ExchangeRefused `invalid` with all problems, `conflict` where the draft changed or the version is there */
  async publish({ agency, name: who }: Author, name: string, revision: number): Promise<PackVersion> {
    const draft = await this.o.drafts.demand(agency, name);
    if (draft.revision !== revision)
      throw new ExchangeRefused('conflict', `The draft was changed by ${draft.changedBy} since you read it; nothing was published`);
    const files = Object.fromEntries(draft.files);
    const { problems, tried } = await this.o.runner.run(agency, { do: 'playAll', files });
    const failed = tried.flatMap((one) =>
      one.differences.map((message) => ({ file: `samples/${one.name}.json`, line: 1, column: 1, message })),
    );
    const all = [...problems, ...failed].map((one) => ({ ...one, path: `/files/${one.file}`, message: `${one.file}: ${one.message}` }));
    if (all.length > 0) throw new ExchangeRefused('invalid', 'Nothing was published', { problems: all });
    const { name: pack, version } = await this.o.packs.keep(agency, draft.files, who);
    return { pack, version };
  }

  close(): void {
    this.o.runner.close();
  }

  private async filesOf(agency: string, name: string): Promise<Record<string, string>> {
    return Object.fromEntries((await this.o.drafts.demand(agency, name)).files);
  }

  private write(agency: string, name: string, revision: number, path: string, value: unknown, who: string): Promise<Draft> {
    const files: FileChanges = new Map([[path, `${JSON.stringify(value, null, 2)}\n`]]);
    return this.o.drafts.save(agency, name, { revision, files, who });
  }
}
