import { ConnectionsController } from './connections/connections-controller';
import { MadeRequestsController } from './connections/made-requests-controller';
import { PacksController } from './connections/packs-controller';
import { DeliveriesController } from './deliveries/deliveries-controller';
import { EventsController } from './events/events-controller';
import { IntakesController } from './intakes/intakes-controller';
import { leadControllers } from './leads/lead-parts';
import { MailsController } from './mail/mails-controller';
import { MessagesController } from './messages/messages-controller';
import { PeopleController } from './people/people-controller';
import { WishesController } from './people/wishes/wishes-controller';
import { PondsController } from './ponds/ponds-controller';
import { ProfileController } from './profile/profile-controller';
import { ReplaysController } from './replays/replays-controller';
import { SessionController } from './sign-in/session-controller';
import { SignOnController } from './sign-on/sign-on-controller';
import { DistributionController } from './distribution/distribution-controller';
import { OffersController } from './offers/offers-controller';
import { DraftsController } from './studio/drafts-controller';
import { PlayController } from './studio/play-controller';
import { ChoosePasswordController } from './team/choose-password-controller';
import { TeamController } from './team/team-controller';
import { TeamNamesController } from './team/team-names-controller';
import { TodosController } from './todos/todos-controller';

export const leadDeskControllers = [
  SessionController,
  ProfileController,
  ChoosePasswordController,
  TeamController,
  TeamNamesController,
  MessagesController,
  MailsController,
  EventsController,
  IntakesController,
  ...leadControllers,
  PeopleController,
  WishesController,
  TodosController,
  ConnectionsController,
  PacksController,
  MadeRequestsController,
  DraftsController,
  PlayController,
  DeliveriesController,
  ReplaysController,
  SignOnController,
  DistributionController,
  OffersController,
  PondsController,
];
