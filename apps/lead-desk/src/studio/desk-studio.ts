import { Injectable, Logger } from '@nestjs/common';
import {
  type CheckedDraft,
  type ConnectionSetUp,
  type Draft,
  DraftsBusy,
  DraftStopped,
  type PlayedDraft,
  type TriedDraft,
} from '#connections';
import { DeskRefusal } from '../api-problems/desk-refusal';
import type { SignedInMember } from '../sign-in/signed-in';
import { PastEvents } from './past-events';
import type { AcceptRequest, BeginDraftRequest, KeepSampleRequest, PastEventRequest, SaveDraftRequest } from './studio-requests';
import type { CheckedDraftView, DraftsView, DraftView, PlayedSampleView, PublishedView, TriedDraftView } from './studio-views';

/** The mapping studio of an agency as its integrators see it. */
@Injectable()
export class DeskStudio {
  private readonly log = new Logger('lead-desk');

  constructor(
    private readonly setUp: Pick<ConnectionSetUp, 'studio'>,
    private readonly past: PastEvents,
  ) {}

  async list(agency: string): Promise<DraftsView> {
    return { drafts: await this.setUp.studio.drafts.list(agency) };
  }

  async begin(who: SignedInMember, { name, from }: BeginDraftRequest): Promise<DraftView> {
    const draft = await this.setUp.studio.begin(who, name, from);
    this.record(who, name, 'began', { from });
    return shown(draft);
  }

  async read(agency: string, name: string): Promise<DraftView> {
    return shown(await this.setUp.studio.drafts.demand(agency, name));
  }

  async save(who: SignedInMember, name: string, { revision, files }: SaveDraftRequest): Promise<DraftView> {
    const changes = new Map(files.map(({ path, text }) => [path, text]));
    return shown(await this.setUp.studio.drafts.save(who.agency, name, { revision, files: changes, who: who.name }));
  }

  async delete(who: SignedInMember, name: string): Promise<void> {
    await this.setUp.studio.drafts.delete(who.agency, name);
    this.record(who, name, 'deleted');
  }

  check(agency: string, name: string): Promise<CheckedDraftView> {
    const none: CheckedDraft = { problems: [], samples: [], types: [] };
    return ran(this.setUp.studio.check(agency, name), none).then(({ problems, samples, types, stopped }) => ({
      stopped,
      problems: [...problems],
      samples: [...samples],
      types: [...types],
    }));
  }

  async play(agency: string, name: string, sample: string): Promise<PlayedSampleView> {
    return playedView(await ran(this.setUp.studio.play(agency, name, sample), unplayed));
  }

  async playAll(agency: string, name: string): Promise<TriedDraftView> {
    const none: TriedDraft = { problems: [], tried: [] };
    const { problems, tried, stopped } = await ran(this.setUp.studio.playAll(agency, name), none);
    return { stopped, problems: [...problems], tried: tried.map((one) => ({ name: one.name, differences: [...one.differences] })) };
  }

  async playPast(agency: string, name: string, which: PastEventRequest): Promise<PlayedSampleView> {
    return playedView(await ran(this.setUp.studio.playPast(agency, name, await this.past.demand(agency, which)), unplayed));
  }

  async keepSample(who: SignedInMember, name: string, { revision, sample, ...which }: KeepSampleRequest): Promise<DraftView> {
    const event = await this.past.demand(who.agency, which);
    return shown(await orRefused(this.setUp.studio.keepSample(who, name, { revision, sample, event })));
  }

  async accept(who: SignedInMember, name: string, { revision, sample }: AcceptRequest): Promise<DraftView> {
    return shown(await orRefused(this.setUp.studio.accept(who, name, { revision, sample })));
  }

  async publish(who: SignedInMember, name: string, revision: number): Promise<PublishedView> {
    const published = await orRefused(this.setUp.studio.publish(who, name, revision));
    this.record(who, name, 'published', { ...published });
    return published;
  }

  private record({ agency, memberId }: SignedInMember, draft: string, did: string, facts: object = {}): void {
    this.log.log({ agency, member: memberId, draft, did, ...facts }, `A member ${did} a draft of a pack`);
  }
}

const unplayed: PlayedDraft = { problems: [], sample: null, played: null, differences: [], why: [] };

const shown = ({ files, ...draft }: Draft): DraftView => ({ ...draft, files: [...files].map(([path, text]) => ({ path, text })) });

const playedView = ({ problems, sample, played, expected, differences, why, stopped }: PlayedDraft & Stopped): PlayedSampleView => ({
  stopped,
  problems: [...problems],
  sample,
  played,
  expected: expected ?? null,
  differences: [...differences],
  why: why.map(({ request, path, at, from }) => ({ request, path, at, from: [...from] })),
});

interface Stopped {
  readonly stopped: string | null;
}

/** That a draft was stopped is what it came to, and no failure of the desk. */
async function ran<T extends object>(running: Promise<T>, none: T): Promise<T & Stopped> {
  try {
    return { ...(await running), stopped: null };
  } catch (error) {
    if (error instanceof DraftStopped) return { ...none, stopped: error.message };
    throw busyOr(error);
  }
}

async function orRefused<T>(running: Promise<T>): Promise<T> {
  try {
    return await running;
  } catch (error) {
    if (error instanceof DraftStopped) throw new DeskRefusal(422, [{ path: '', rule: error.why, message: error.message }]);
    throw busyOr(error);
  }
}

const busyOr = (error: unknown): unknown =>
  error instanceof DraftsBusy ? new DeskRefusal(503, [{ path: '', rule: error.code, message: error.message }], 2) : error;
