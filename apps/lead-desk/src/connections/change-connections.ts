import { Injectable, Logger } from '@nestjs/common';
import type { ConnectionSetUp, SignInBegun } from '#connections';
import { ExchangeRefused } from '#delivery';
import { type DeskProblem, DeskRefusal } from '../api-problems/desk-refusal';
import { tryRequest } from '../api-problems/read-request';
import type { SignedInMember } from '../sign-in/signed-in';
import { AddConnectionRequest, ChangeConnectionRequest, type PromoteConnectionRequest } from './connection-requests';

/** What somebody does to a connection; each act is recorded with who did it. */
@Injectable()
export class ChangeConnections {
  private readonly log = new Logger('lead-desk');

  constructor(private readonly setUp: ConnectionSetUp) {}

  /** Answers its id. @throws DeskRefusal with all problems at once, of the form and of the settings */
  async add(who: SignedInMember, body: unknown): Promise<string> {
    const { request, problems } = tryRequest(AddConnectionRequest, body);
    const { id, name, pack, version, settings, allowPrivate, admission, off } = request;
    const ofPack = problems.some(({ path }) => path === '/pack' || path === '/version' || path === '/settings')
      ? []
      : await this.setUp.connections.problemsOf(who.agency, { pack, version, settings });
    demandNone([...problems, ...unstorable(settings), ...ofPack, ...mayAllow(who, allowPrivate)]);
    try {
      await this.setUp.connections.add({
        agency: who.agency,
        id,
        name: name.trim(),
        pack,
        version,
        settings,
        allowPrivate,
        admission,
        off,
      });
    } catch (error) {
      if (!(error instanceof ExchangeRefused) || error.code !== 'conflict') throw error;
      throw new DeskRefusal(409, [{ path: '/id', rule: 'conflict', message: `There is a participant "${id}" already; take another id` }]);
    }
    await this.record(who, id, 'added', { pack, off });
    return id;
  }

  async change(who: SignedInMember, id: string, body: unknown): Promise<void> {
    const { request, problems } = tryRequest(ChangeConnectionRequest, body);
    const { settings, allowPrivate, off } = request;
    demandNone([...problems, ...unstorable(settings), ...mayAllow(who, allowPrivate)]);
    await this.setUp.connections.change(who.agency, id, { settings, allowPrivate, off });
    // Names alone: what was entered may be a secret.
    await this.record(who, id, 'changed', { settings: Object.keys(settings ?? {}), allowPrivate, off });
  }

  async promote(who: SignedInMember, id: string, { pack, version }: PromoteConnectionRequest): Promise<void> {
    const changed = await this.setUp.connections.change(who.agency, id, { pack, version });
    await this.record(who, id, 'promoted', { pack: changed.pack.document.pack, version });
  }

  async rollBack(who: SignedInMember, id: string): Promise<void> {
    const { pack } = await this.setUp.connections.rollBack(who.agency, id);
    await this.record(who, id, 'rolled back', { pack: pack.document.pack, version: pack.document.version });
  }

  /** Answers the vendor's page; what is begun in a browser ends in that browser. */
  async signIn(who: SignedInMember, id: string, o: { redirectUri: string; browser: string }): Promise<SignInBegun> {
    const begun = await this.setUp.signIns.begin(who.agency, id, { who: who.memberId, ...o });
    await this.record(who, id, 'began to sign in at the vendor');
    return begun;
  }

  async pause(who: SignedInMember, id: string): Promise<void> {
    await this.setUp.connections.pause(who.agency, id, `paused by ${who.name}`);
    await this.record(who, id, 'paused');
  }

  async resume(who: SignedInMember, id: string): Promise<void> {
    await this.setUp.connections.resume(who.agency, id);
    await this.record(who, id, 'resumed');
  }

  private async record(
    { agency, memberId }: SignedInMember,
    connection: string,
    did: string,
    facts: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    await this.setUp.acts.record(agency, connection, { who: memberId, did, facts });
    this.log.log({ agency, member: memberId, connection, did, ...facts }, `A member ${did} a connection`);
  }
}

function demandNone(problems: readonly DeskProblem[]): void {
  if (problems.length > 0) throw new DeskRefusal(422, problems);
}

function mayAllow({ member }: SignedInMember, allowPrivate: boolean | undefined): DeskProblem[] {
  if (allowPrivate === undefined || member.role === 'admin') return [];
  return [{ path: '/allowPrivate', rule: 'role', message: 'Only an administrator allows addresses of a private network' }];
}

/** Texts that no table of PostgreSQL holds. */
function unstorable(settings: Record<string, unknown> | undefined): DeskProblem[] {
  return Object.entries(settings ?? {}).flatMap(([name, value]) =>
    JSON.stringify([name, value]).includes('\\u0000')
      ? [{ path: `/settings/${name}`, rule: 'storable', message: 'A setting may not hold the character NUL' }]
      : [],
  );
}
