import {
  type Participants,
  type PersonPreview,
  type Preview,
  type Previews,
  type Replays,
  type RunView,
  replayableTypes,
  type Target,
} from '#delivery';
import { isPrivateNote } from '#lead';
import { inAgency } from '#runtime';
import { Injectable, Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { type DeskProblem, DeskRefusal, notFound } from '../api-problems/desk-refusal';
import { tryRequest } from '../api-problems/read-request';
import { namesOf } from '../people/names-of';
import { humanOf } from '../people/person-id';
import type { SignedInMember } from '../sign-in/signed-in';
import { PlanReplayRequest, type PreviewQuery, type ReplaysQuery } from './replay-requests';
import type { PreviewedEventView, ReplayPreviewView, ReplayRunView, ReplaysView, ReplayView } from './replay-views';

export interface DeskReplaysParts {
  readonly db: DataSource;
  readonly participants: Participants;
  readonly replays: Replays;
  readonly previews: Previews;
}

type Step = 'run' | 'stop' | 'goOn';

/** Replays and fills of an agency: planned, looked at, run, stopped, and gone on with. */
@Injectable()
export class DeskReplays {
  private readonly log = new Logger('lead-desk');

  constructor(private readonly o: DeskReplaysParts) {}

  async list({ agency }: SignedInMember, { target }: ReplaysQuery): Promise<ReplaysView> {
    const [runs, targets] = await Promise.all([this.o.replays.list(agency, target), this.o.participants.list(agency)]);
    const names = new Map(targets.map(({ id, name }) => [id, name]));
    return {
      runs: runs.map((run) => runView(run, names)),
      targets: targets.filter(replayable).map((one) => ({ id: one.id, name: one.name, side: one.side, types: replayableTypes(one) })),
    };
  }

  /** Nothing is sent. @throws DeskRefusal with all problems at once */
  async plan(who: SignedInMember, body: unknown): Promise<ReplayRunView> {
    const { request, problems } = tryRequest(PlanReplayRequest, body);
    const { agency } = who;
    const { target, kind = 'replay', types, days } = request;
    const all = [...problems, ...windowProblems(request, problems)];
    if (all.length > 0) throw new DeskRefusal(422, all);
    const [from, until] = [request.from, request.until].map((time) => (time === undefined ? undefined : new Date(time)));
    const persons = await this.personsOf(agency, request.persons);
    const run = await this.o.replays.plan({ agency, target, kind, persons, types, from, until, days, by: who.name });
    this.record(who, run.id, 'planned', { target, kind });
    return this.named(agency, run);
  }

  async read({ agency }: SignedInMember, id: string): Promise<ReplayView> {
    const { run, refusedEvents, acts } = await this.o.replays.show(agency, readRun(id));
    const names = await namesOf(
      this.o.db,
      agency,
      refusedEvents.map(({ person }) => person),
    );
    return {
      ...(await this.named(agency, run)),
      refusedEvents: refusedEvents.map(({ person, at, ...event }) => ({
        ...event,
        personId: person,
        personName: names.get(person) ?? null,
        at: at.toISOString(),
      })),
      acts,
    };
  }

  async preview({ agency }: SignedInMember, id: string, query: PreviewQuery): Promise<ReplayPreviewView> {
    const { persons, next } = await this.o.previews.of(agency, readRun(id), query);
    const names = await namesOf(
      this.o.db,
      agency,
      persons.map(({ personId }) => personId),
    );
    return { persons: persons.map((person) => previewedPerson(person, names)), next };
  }

  async move(who: SignedInMember, id: string, step: Step): Promise<ReplayRunView> {
    const run = await this.o.replays[step](who.agency, readRun(id), who.name);
    this.record(who, id, step === 'run' ? 'ran' : step === 'stop' ? 'stopped' : 'went on with');
    return this.named(who.agency, run);
  }

  /** All that the chosen people are known as. */
  private async personsOf(agency: string, chosen: readonly string[] | undefined): Promise<string[] | undefined> {
    if (!chosen) return undefined;
    const humans = await inAgency(this.o.db, agency, async (manager) => {
      const found: string[] = [];
      for (const person of chosen) found.push(...(await humanOf(manager, agency, person)).personIds);
      return found;
    });
    return [...new Set(humans)];
  }

  private async named(agency: string, run: RunView): Promise<ReplayRunView> {
    const targets = await this.o.participants.list(agency);
    return runView(run, new Map(targets.map(({ id, name }) => [id, name])));
  }

  private record({ agency, memberId }: SignedInMember, run: string, did: string, facts: object = {}): void {
    this.log.log({ agency, member: memberId, run, did, ...facts }, `A member ${did} a replay`);
  }
}

const replayable = ({ mode }: Target): boolean => mode === 'webhook' || mode === 'connection';

function readRun(id: string): string {
  if (!/^[a-z\d]{1,40}$/.test(id)) throw notFound('replay');
  return id;
}

/** What no single member shows: that they do not go together. */
function windowProblems({ kind = 'replay', from, until, days }: PlanReplayRequest, problems: readonly DeskProblem[]): DeskProblem[] {
  if (problems.some(({ path }) => ['/kind', '/from', '/until', '/days'].includes(path))) return [];
  const found: DeskProblem[] = [];
  if (from !== undefined && until !== undefined && Date.parse(from) >= Date.parse(until))
    found.push({ path: '/until', rule: 'until', message: 'The end must be later than the beginning' });
  if (kind === 'replay' && days !== undefined)
    found.push({ path: '/days', rule: 'days', message: 'Days are of a fill; a replay has a beginning and an end' });
  if (kind === 'fill' && (from !== undefined || until !== undefined))
    found.push({ path: '/from', rule: 'from', message: 'A fill tells how things stand now, and days of what happened' });
  return found;
}

function runView(run: RunView, names: ReadonlyMap<string, string>): ReplayRunView {
  const { agency: _agency, atOnce: _atOnce, plannedAt, startedAt, endedAt, from, until, types, ...rest } = run;
  return {
    ...rest,
    types: [...types],
    targetName: names.get(run.target) ?? run.target,
    plannedAt: plannedAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    from: from?.toISOString() ?? null,
    until: until?.toISOString() ?? null,
  };
}

const previewedPerson = ({ personId, events, more }: PersonPreview, names: ReadonlyMap<string, string | null>) => ({
  personId,
  personName: names.get(personId) ?? null,
  events: events.map(previewedEvent),
  more,
});

function previewedEvent({ would, told, changes, ...event }: Preview): PreviewedEventView {
  // A private note is its writer's alone, also for those who look into what would pass.
  const shut = isPrivateNote({ type: event.type, data: would['data'] });
  return {
    ...event,
    would: shut ? { ...would, data: { visibility: 'private' } } : would,
    told: shut ? null : told,
    changes: shut ? [] : changes.map(({ path }) => ({ path })),
  };
}
