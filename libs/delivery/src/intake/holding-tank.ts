import { inAgency } from '#runtime';
import type { DataSource } from 'typeorm';
import { ExchangeRefused } from '../errors';
import type { OnEnded } from '../measuring/exchange-measures';
import { candidatesOf, linkedTo } from './candidates';
import { decideIntake, type DecideIntake } from './decide-intake';
import type { Intake, IntakePlace, IntakeStanding, IntakeSummary } from './intake-views';
import { type IntakeFilter, listIntakes } from './list-intakes';
import { decisionsOn, whatTheyDid } from './what-they-did';

/** What came of one of several decisions. */
export type DecidedOne = IntakePlace &
  ({ readonly done: true; readonly standing: IntakeStanding } | { readonly done: false; readonly refused: ExchangeRefused });

/** A place in the tank, and the version that the decider saw of it. */
export type SeenPlace = IntakePlace & { readonly seen?: number };

export interface Tank {
  readonly target: string;
  readonly name: string;
  readonly waiting: number;
}

/**
 * Registrations that wait for a person's decision (P1), each at one target. Who is let in gets everything they did meanwhile
 * delivered, in order; who they may be is shown with why, and never decided silently (X8).
 */
export class HoldingTank {
  constructor(
    private readonly db: DataSource,
    private readonly onEnded: OnEnded = () => undefined,
  ) {}

  list(agency: string, filter: IntakeFilter): Promise<{ intakes: IntakeSummary[]; next: readonly string[] | null }> {
    return inAgency(this.db, agency, (manager) => listIntakes(manager, agency, filter));
  }

  /** Targets that have a tank, or had one. */
  tanks(agency: string): Promise<Tank[]> {
    return inAgency(this.db, agency, (manager) =>
      manager.query(
        `select t.id as target, t.name, (select count(*)::int from exchange.admissions a where a.agency = t.agency and a.target = t.id and a.state = 'waiting') as waiting
         from exchange.participants t where t.agency = $1 and (t.admission = 'approval' or exists (select from exchange.admissions a where a.agency = t.agency and a.target = t.id))
         order by t.name, t.id`,
        [agency],
      ),
    );
  }

  /** Participants who registered somebody that waits or waited. */
  sources(agency: string): Promise<{ id: string; name: string }[]> {
    return inAgency(this.db, agency, (manager) =>
      manager.query(
        `select t.id, t.name from exchange.participants t where t.agency = $1 and exists (select from exchange.admissions a
           join exchange.persons p on p.agency = a.agency and p.person = a.person where a.agency = t.agency and p.participant = t.id) order by t.name, t.id`,
        [agency],
      ),
    );
  }

  /** @throws ExchangeRefused `notFound` */
  read(agency: string, place: IntakePlace): Promise<Intake> {
    return inAgency(this.db, agency, async (manager) => {
      const [summary] = (await listIntakes(manager, agency, { one: place })).intakes;
      if (!summary) throw new ExchangeRefused('notFound', 'Nobody of this id waits at this target', { ...place });
      const { participant, profile } = summary;
      return {
        ...summary,
        did: await whatTheyDid(manager, agency, place),
        linked: await linkedTo(manager, agency, place.personId),
        candidates: await candidatesOf(manager, agency, { ...place, participant, profile }),
        decisions: await decisionsOn(manager, agency, place),
      };
    });
  }

  /** @throws ExchangeRefused `notFound`, `invalid`, or `conflict` with what stands */
  async decide(agency: string, place: IntakePlace, decision: DecideIntake, who: string): Promise<IntakeStanding> {
    const { standing, ended } = await inAgency(this.db, agency, (manager) => decideIntake(manager, agency, place, decision, who));
    this.onEnded(ended);
    return standing;
  }

  /** The same decision on several; each for itself, so that one that was decided meanwhile does not hold up the others. */
  async decideAll(agency: string, places: readonly SeenPlace[], decision: DecideIntake, who: string): Promise<DecidedOne[]> {
    const results: DecidedOne[] = [];
    for (const { seen, target, personId } of places) {
      const place = { target, personId };
      try {
        results.push({ ...place, done: true, standing: await this.decide(agency, place, { ...decision, seen }, who) });
      } catch (error) {
        if (!(error instanceof ExchangeRefused)) throw error;
        results.push({ ...place, done: false, refused: error });
      }
    }
    return results;
  }
}
