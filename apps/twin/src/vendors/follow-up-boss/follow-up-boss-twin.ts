import { Chance } from '../../day/chance';
import type { Answer, Call, Fields } from '../ground/call';
import type { FaultName } from '../ground/faults';
import { basicsOf, queueOf, type Basics, type TwinOptions } from '../ground/options';
import { Router } from '../ground/router';
import { ServedTwin } from '../ground/serve/served-twin';
import { TwinServer } from '../ground/serve/twin-server';
import type { StoredRecord } from '../ground/store';
import { faultsOfTheWire, UnknownKind, type Act, type Vendor } from '../ground/vendor';
import type { WebhookQueue } from '../ground/webhooks/webhook-queue';
import { Account } from './account';
import { Doors, type FollowUpBossCredentials, type FollowUpBossLimits } from './doors';
import { errorOf, refusals } from './errors';
import { eventRoutes } from './events';
import { recordShown } from './pages';
import { peopleRoutes } from './people/people';
import { recordRoutes } from './records';
import { followUpBossScheme } from './webhooks/scheme';
import { notificationsOf } from './webhooks/tell';

export interface FollowUpBossOptions extends TwinOptions {
  credentials?: Partial<FollowUpBossCredentials>;
  limits?: Partial<FollowUpBossLimits>;
  /** Sources whose lead flow is archived: events from them are answered 204 and ignored. */
  archivedSources?: readonly string[];
}

const here: readonly FaultName[] = [...faultsOfTheWire, 'async-creates', 'drops-values'];
const kinds = ['people', 'events', 'notes', 'tasks', 'appointments', 'peopleRelationships', 'users', 'stages', 'customFields'];

const newcomer = { stage: 'Lead', tags: [], emails: [], phones: [] };

/** A twin of one Follow Up Boss account. Facts and gaps: README.md of the vendors. */
export class FollowUpBossTwin extends ServedTwin {
  readonly credentials: FollowUpBossCredentials;
  protected readonly basics: Basics;
  private readonly account: Account;
  private readonly router = new Router();
  private readonly doors: Doors;
  protected readonly queue: WebhookQueue;
  protected readonly server: TwinServer;
  /** Where webhooks say that records can be read. */
  private base = 'https://api.followupboss.com';

  constructor(options: FollowUpBossOptions = {}) {
    super();
    this.basics = basicsOf(options, 'follow-up-boss', here);
    const chance = new Chance(`follow-up-boss ${this.basics.seed}`);
    const key = (): string => chance.uuid().replaceAll('-', '');
    this.credentials = { apiKey: `fka_${key()}`, system: 'PeopleExchange', systemKey: key(), ...options.credentials };
    this.doors = new Doors(this.credentials, { requestsPerTenSeconds: 250, eventReadsPerTenSeconds: 20, ...options.limits });
    this.queue = queueOf(options, this.basics, followUpBossScheme(this.credentials.systemKey));
    const events = chance.fork('events');
    this.account = new Account(options.archivedSources ?? [], this.basics.now, (_account, change) =>
      this.queue.tell(notificationsOf(this.base, change, events)),
    );
    eventRoutes(this.router, this.account);
    peopleRoutes(this.router, this.account);
    recordRoutes(this.router, this.account);
    this.server = new TwinServer({ ...this.basics, vendor: this.vendor(), webhooks: this.queue });
  }

  /** @param port 0 picks a free one */
  override async listen(port = 0, host = '127.0.0.1'): Promise<{ url: string }> {
    const { url } = await super.listen(port, host);
    this.base = url;
    return { url };
  }

  /** All records of a kind as the vendor would show them. @throws UnknownKind */
  records(kind: string): Fields[] {
    if (!kinds.includes(kind)) throw new UnknownKind(kind, kinds);
    return this.account.store.all(kind).map(recordShown);
  }

  /** What an agent does in the vendor's own screens. @throws NoSuchRecord, UnknownKind */
  act(act: Act): StoredRecord | undefined {
    if (!kinds.includes(act.kind)) throw new UnknownKind(act.kind, kinds);
    const { store } = this.account;
    switch (act.do) {
      case 'create':
        return store.create(
          act.kind,
          { ...(act.kind === 'people' ? newcomer : {}), ...act.values },
          act.id === undefined ? {} : { id: act.id },
        );
      case 'change':
        return store.change(act.kind, act.id, act.values);
      case 'remove':
        store.remove(act.kind, act.id);
        return undefined;
    }
  }

  private vendor(): Vendor {
    return {
      answer: (call) => this.answer(call),
      tokenPaths: [],
      refusals,
      changes: () => this.account.store.changes,
      kinds,
      records: (kind) => this.records(kind),
      act: (act) => this.act(act),
    };
  }

  private answer(call: Call): Answer {
    const headers = this.doors.open(call);
    const found = this.router.find(call.method, call.path);
    const answer =
      found && found !== 'other method' ? found.handler(call, found.parts) : errorOf(404, `No such endpoint: ${call.method} ${call.path}`);
    return { ...answer, headers: { ...headers, ...answer.headers } };
  }
}
