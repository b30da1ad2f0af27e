import { type ConnectionSetUp, RedirectAddress } from '#connections';
import {
  BatchTaker,
  EventList,
  HoldingTank,
  Journeys,
  leadDesk,
  Participants,
  Previews,
  Repairs,
  Replays,
  Tallies,
  WaitingList,
} from '#delivery';
import type { OpenSignOn } from '#sign-on';
import { type DynamicModule, Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Clock, SystemClock } from '#runtime';
import { DataSource } from 'typeorm';
import { ChangeConnections } from './connections/change-connections';
import { DeskConnections } from './connections/desk-connections';
import { MadeRequests } from './connections/made-requests';
import { DeskDeliveries } from './deliveries/desk-deliveries';
import { DeskSettings } from './desk-settings';
import { DeskEvents } from './events/desk-events';
import { LiveEvents } from './events/live-events';
import { DeliveryWindow } from './exchange-window/delivery-window';
import { ExchangeWindow } from './exchange-window/exchange-window';
import { DeskIntakes } from './intakes/desk-intakes';
import { leadDeskControllers } from './lead-desk-controllers';
import { DeskMails } from './mail/desk-mails';
import { DeskAddress } from './mail/desk-address';
import { FolderWay } from './mail/folder-way';
import { MailQueue } from './mail/mail-queue';
import { MailSender } from './mail/mail-sender';
import { MailWay } from './mail/mail-way';
import { LiveMessages } from './messages/live-messages';
import { Messages } from './messages/messages';
import { Assignments } from './assignment/assignments';
import { DistributionReport } from './distribution/report';
import { DistributionRules } from './distribution/rules';
import { TryRule } from './distribution/try-rule';
import { Offers } from './offers/offers';
import { leadParts } from './leads/lead-parts';
import { Notes } from './people/notes';
import { PeopleList } from './people/people-list';
import { PersonRecord } from './people/person-record';
import { PersonTimeline } from './people/person-timeline';
import { BranchInterests } from './people/wishes/branch-interests';
import { ChangeSearches } from './people/wishes/change-searches';
import { LookUp } from './people/wishes/look-up';
import { FillPond } from './ponds/fill-pond';
import { Ponds } from './ponds/ponds';
import { Profile } from './profile/profile';
import { DeskReplays } from './replays/desk-replays';
import { DeskSays } from './say-events/desk-says';
import type { RelayLoop } from './say-events/relay-loop';
import { Screens } from './screens/screens';
import { LockOut } from './sign-in/lock-out';
import { SessionGuard } from './sign-in/session-guard';
import { Sessions } from './sign-in/sessions';
import { SignIn } from './sign-in/sign-in';
import { DeskSignOn } from './sign-on/desk-sign-on';
import { DeskStudio } from './studio/desk-studio';
import { PastEvents } from './studio/past-events';
import { LeadDeskReader } from './take-events/lead-desk-reader';
import { TakeEventsController } from './take-events/take-events-controller';
import { ChoosePassword } from './team/choose-password';
import { MemberLinks } from './team/member-links';
import { DeskTimers } from './timers/desk-timers';
import { Members } from './team/members';
import { Offices } from './team/offices';
import { Team } from './team/team';
import { Todos } from './todos/todos';

export interface LeadDeskOptions {
  /** Sees every agency; each request narrows itself to its own. */
  readonly db: DataSource;
  /** Closed by whoever opened it. */
  readonly connections: ConnectionSetUp;
  readonly signOn: Pick<OpenSignOn, 'products' | 'list'>;
  /** Whether this process asks a connection once in a while only; nothing where another one delivers. */
  readonly breakerOpen?: (agency: string, connection: string) => boolean | undefined;
  readonly clock?: Clock;
  readonly participants?: Participants;
  readonly settings?: Partial<DeskSettings>;
  readonly dedupDays?: number;
  /** Where browsers reach the bridge, where it is set. */
  readonly publicUrl?: string;
  /** How mails leave; kept on the screen alone without. */
  readonly mailWay?: MailWay;
  /** In place of one of its own. */
  readonly taker?: BatchTaker;
  /** In place of one of its own. */
  readonly tank?: HoldingTank;
  /** In place of one of its own. */
  readonly repairs?: Repairs;
  /** Appends what the desk says to the log; without, it waits in the outbox. */
  readonly says?: RelayLoop;
  /** In place of #delivery, in tests. */
  readonly window?: ExchangeWindow;
}

const parts = [
  DeskTimers,
  Assignments,
  BranchInterests,
  ChangeSearches,
  DistributionReport,
  DistributionRules,
  Offers,
  Ponds,
  FillPond,
  TryRule,
  ChoosePassword,
  DeskMails,
  ...leadParts,
  DeskEvents,
  DeskIntakes,
  LiveEvents,
  LiveMessages,
  LockOut,
  LookUp,
  MailQueue,
  MailSender,
  MemberLinks,
  Members,
  Messages,
  Notes,
  Offices,
  PastEvents,
  PeopleList,
  PersonRecord,
  PersonTimeline,
  Profile,
  Screens,
  SessionGuard,
  Sessions,
  SignIn,
  Team,
  Todos,
  LeadDeskReader,
];

/** The lead desk without a server of its own: API, screens, and the reader of both topics. */
@Module({})
export class LeadDeskModule {
  static forRoot(o: LeadDeskOptions): DynamicModule {
    const { db, connections, breakerOpen = () => undefined, clock = new SystemClock(), participants = new Participants(db) } = o;
    const window =
      o.window ?? new DeliveryWindow({ events: new EventList(db), journeys: new Journeys(db), tallies: new Tallies(db), participants });
    return {
      module: LeadDeskModule,
      controllers: [...leadDeskControllers, TakeEventsController],
      providers: [
        ...parts,
        { provide: DataSource, useValue: db },
        { provide: Clock, useValue: clock },
        { provide: DeskSays, useValue: new DeskSays(db, o.says) },
        { provide: DeskSettings, useValue: new DeskSettings(o.settings) },
        { provide: HoldingTank, useValue: o.tank ?? new HoldingTank(db) },
        { provide: ExchangeWindow, useValue: window },
        {
          provide: DeskDeliveries,
          useValue: new DeskDeliveries({ db, waiting: new WaitingList(db), repairs: o.repairs ?? new Repairs(db) }),
        },
        {
          provide: DeskReplays,
          useValue: new DeskReplays({
            db,
            participants,
            replays: new Replays(db, participants, clock),
            previews: new Previews(db, participants),
          }),
        },
        { provide: DeskSignOn, useValue: new DeskSignOn({ db, participants, signOn: o.signOn }) },
        { provide: DeskConnections, useValue: new DeskConnections({ setUp: connections, breakerOpen }) },
        { provide: RedirectAddress, useValue: new RedirectAddress(o.publicUrl) },
        { provide: MailWay, useValue: o.mailWay ?? new FolderWay(undefined, 'no-reply@localhost') },
        { provide: DeskAddress, useFactory: (host: HttpAdapterHost) => new DeskAddress(host, o.publicUrl), inject: [HttpAdapterHost] },
        { provide: ChangeConnections, useValue: new ChangeConnections(connections) },
        {
          provide: DeskStudio,
          useFactory: (past: PastEvents) => new DeskStudio(connections, past),
          inject: [PastEvents],
        },
        { provide: MadeRequests, useValue: new MadeRequests(connections, window) },
        {
          provide: BatchTaker,
          useValue: o.taker ?? new BatchTaker({ db, group: leadDesk, clock, target: leadDesk, dedupDays: o.dedupDays }),
        },
      ],
      exports: [LeadDeskReader],
    };
  }
}
