import { Text } from '../rules';
import { Described } from '../schemas/described';
import { PersonRegistered } from './person';

/** P2: the branch asks the website to make an account and to send welcome and password itself (seed 003, item 2). */
@Described('The branch asks the website to make an account; the website sends welcome and password itself. Never a password.')
export class AccountInvited extends PersonRegistered {
  @Text('Who invites.', 120, { optional: true }) invitedBy?: string;
}
