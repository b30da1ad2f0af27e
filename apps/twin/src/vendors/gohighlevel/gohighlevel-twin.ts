import { Chance } from '../../day/chance';
import type { Answer, Call, Fields } from '../ground/call';
import type { FaultName } from '../ground/faults';
import { basicsOf, queueOf, type Basics, type TwinOptions } from '../ground/options';
import { Router } from '../ground/router';
import { ServedTwin } from '../ground/serve/served-twin';
import { TwinServer } from '../ground/serve/twin-server';
import type { StoredRecord } from '../ground/store';
import { faultsOfTheWire, UnknownKind, type Act, type Vendor } from '../ground/vendor';
import { keysFrom } from '../ground/webhooks/ed25519';
import type { WebhookQueue } from '../ground/webhooks/webhook-queue';
import { associationRoutes } from './associations';
import { appointmentRoutes } from './calendars/appointments';
import { contactRoutes } from './contacts/contacts';
import { contactPartRoutes } from './contacts/notes-and-tasks';
import { contactSearchRoutes } from './contacts/search';
import { setupRoutes } from './custom-fields';
import { Doors, type GoHighLevelCredentials, type GoHighLevelLimits } from './doors';
import { errorOf, refusals } from './errors';
import { Location, type DuplicateSetting } from './location';
import { opportunityRoutes } from './opportunities';
import { goHighLevelScheme } from './webhooks/scheme';
import { notificationsOf } from './webhooks/tell';

export interface GoHighLevelOptions extends TwinOptions {
  credentials?: Partial<GoHighLevelCredentials>;
  limits?: Partial<GoHighLevelLimits>;
  /** The location's setting for duplicates; not allowed, e-mail before telephone, when not given. */
  duplicates?: DuplicateSetting;
}

const here: readonly FaultName[] = [...faultsOfTheWire, 'async-creates', 'drops-values', 'expired-tokens'];
const kinds = [
  'contacts',
  'notes',
  'tasks',
  'opportunities',
  'appointments',
  'appointmentNotes',
  'associations',
  'relations',
  'pipelines',
  'calendars',
  'users',
  'customFields',
];

/** A twin of one HighLevel sub-account (LeadConnector API v2). Facts and gaps: README.md of the vendors. */
export class GoHighLevelTwin extends ServedTwin {
  readonly credentials: GoHighLevelCredentials;
  /** Verifies its webhooks (PEM). */
  readonly webhookKey: string;
  protected readonly basics: Basics;
  private readonly location: Location;
  private readonly router = new Router();
  private readonly doors: Doors;
  protected readonly queue: WebhookQueue;
  protected readonly server: TwinServer;

  constructor(options: GoHighLevelOptions = {}) {
    super();
    this.basics = basicsOf(options, 'gohighlevel', here);
    const chance = new Chance(`gohighlevel ${this.basics.seed}`);
    this.credentials = { ...credentialsFrom(chance), ...options.credentials };
    const limits = { requestsPerTenSeconds: 100, requestsPerDay: 200_000, ...options.limits };
    this.doors = new Doors(this.basics, chance.fork('tokens'), this.credentials, limits);
    const keys = keysFrom(`gohighlevel ${this.basics.seed}`);
    this.webhookKey = keys.publicPem;
    this.queue = queueOf(options, this.basics, goHighLevelScheme(keys));
    const events = chance.fork('events');
    const duplicates = options.duplicates ?? { allowed: false, order: ['email', 'phone'] };
    this.location = new Location(this.credentials.locationId, duplicates, this.basics.seed, this.basics.now, (location, change) =>
      this.queue.tell(notificationsOf(location, change, events)),
    );
    contactSearchRoutes(this.router, this.location);
    contactRoutes(this.router, this.location, () => events.uuid());
    contactPartRoutes(this.router, this.location);
    opportunityRoutes(this.router, this.location);
    appointmentRoutes(this.router, this.location);
    associationRoutes(this.router, this.location);
    setupRoutes(this.router, this.location);
    this.server = new TwinServer({ ...this.basics, vendor: this.vendor(), webhooks: this.queue });
  }

  /** All records of a kind: id and members as they are kept. @throws UnknownKind */
  records(kind: string): Fields[] {
    if (!kinds.includes(kind)) throw new UnknownKind(kind, kinds);
    return this.location.store.all(kind).map(({ id, data }) => ({ id, ...data }));
  }

  /** What somebody does in the vendor's own screens. @throws NoSuchRecord, UnknownKind */
  act(act: Act): StoredRecord | undefined {
    if (!kinds.includes(act.kind)) throw new UnknownKind(act.kind, kinds);
    const { store, id: locationId } = this.location;
    switch (act.do) {
      case 'create':
        return store.create(act.kind, { locationId, ...act.values }, act.id === undefined ? {} : { id: act.id });
      case 'change':
        return store.change(act.kind, act.id, act.values);
      case 'remove':
        store.remove(act.kind, act.id);
        return undefined;
    }
  }

  /** Somebody removes the app from the location. */
  revoke(): void {
    this.doors.revoke();
  }

  private vendor(): Vendor {
    return {
      answer: (call) => this.answer(call),
      tokenPaths: ['/oauth/token', '/oauth/chooselocation'],
      refusals,
      changes: () => this.location.store.changes,
      kinds,
      records: (kind) => this.records(kind),
      act: (act) => this.act(act),
    };
  }

  private answer(call: Call): Answer {
    if (call.path === '/oauth/token' && call.method === 'POST') return this.doors.token(call);
    if (call.path === '/oauth/chooselocation' && call.method === 'GET') return this.doors.consentPage(call);
    if (call.path === '/oauth/chooselocation' && call.method === 'POST') return this.doors.consent(call);
    const headers = this.doors.open(call);
    const found = this.router.find(call.method, call.path);
    const answer =
      found && found !== 'other method' ? found.handler(call, found.parts) : errorOf(404, `Cannot ${call.method} ${call.path}`);
    return { ...answer, headers: { ...headers, ...answer.headers } };
  }
}

function credentialsFrom(chance: Chance): GoHighLevelCredentials {
  const short = (): string => chance.uuid().replaceAll('-', '').slice(0, 20);
  return {
    companyId: short(),
    locationId: short(),
    token: `pit-${chance.uuid()}`,
    clientId: `${short()}-twin`,
    clientSecret: chance.uuid(),
    code: short(),
  };
}
