import { type Clock, SystemClock } from '#runtime';
import { type DynamicModule, Module } from '@nestjs/common';
import { EventList } from '../journeys/event-list';
import { HoldingTank } from '../intake/holding-tank';
import { IntakesController } from '../intake/intakes-controller';
import { Journeys } from '../journeys/journeys';
import { Tallies } from '../journeys/tally';
import type { ExchangeMeasures } from '../measuring/exchange-measures';
import { Keys } from '../participants/keys';
import { Participants } from '../participants/participants';
import { MatchingRepairs } from '../repair/matching';
import { Repairs } from '../repair/repairs';
import { Previews } from '../replay/previews';
import { Replays } from '../replay/replays';
import { Feed } from '../targets/feed';
import { FollowController } from './follow-controller';
import { MatchingController } from './matching-controller';
import { OperateController } from './operate-controller';
import { ReplayController } from './replay-controller';
import type { DataSource } from 'typeorm';

export interface ExchangeParts {
  readonly db: DataSource;
  readonly participants: Participants;
  readonly keys: Keys;
  readonly measures?: ExchangeMeasures;
  readonly clock?: Clock;
}

/** What every app answers about the exchange. */
@Module({})
export class ExchangeHttpModule {
  static with({ db, participants, keys, measures, clock = new SystemClock() }: ExchangeParts): DynamicModule {
    const offered = [
      { provide: Participants, useValue: participants },
      { provide: Keys, useValue: keys },
      { provide: Journeys, useValue: new Journeys(db) },
      { provide: Tallies, useValue: new Tallies(db) },
      { provide: EventList, useValue: new EventList(db) },
      { provide: Feed, useValue: new Feed(db, measures?.ended) },
      { provide: MatchingRepairs, useValue: new MatchingRepairs(db, measures?.ended) },
      { provide: Replays, useValue: new Replays(db, participants, clock) },
      { provide: Previews, useValue: new Previews(db, participants) },
      { provide: HoldingTank, useValue: new HoldingTank(db, measures?.ended) },
      { provide: Repairs, useValue: new Repairs(db, measures?.ended) },
    ];
    return {
      module: ExchangeHttpModule,
      global: true,
      controllers: [OperateController, FollowController, MatchingController, ReplayController, IntakesController],
      providers: offered,
      exports: offered.map((one) => one.provide),
    };
  }
}
