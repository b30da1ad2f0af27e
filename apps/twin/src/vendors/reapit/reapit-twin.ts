import { Chance } from '../../day/chance';
import { textOf, type Answer, type Call, type Fields } from '../ground/call';
import type { FaultName, Faults } from '../ground/faults';
import { basicsOf, queueOf, type Basics, type TwinOptions } from '../ground/options';
import type { Router } from '../ground/router';
import { ServedTwin } from '../ground/serve/served-twin';
import { TwinServer } from '../ground/serve/twin-server';
import { NoSuchRecord, type StoredRecord } from '../ground/store';
import { faultsOfTheWire, UnknownKind, type Act, type Vendor } from '../ground/vendor';
import { keysFrom, type SigningKeys } from '../ground/webhooks/ed25519';
import type { WebhookQueue } from '../ground/webhooks/webhook-queue';
import { Agency } from './agency';
import { onTheMap, type MapPolygon } from './area-map';
import { Doors, type ReapitCredentials, type ReapitLimits } from './doors';
import { refusals } from './errors';
import { routed, routesOf } from './resources/routes';
import { resources } from './resources/table';
import { reapitScheme } from './webhooks/scheme';
import { notificationsOf } from './webhooks/tell';

export interface ReapitOptions extends TwinOptions {
  credentials?: Partial<ReapitCredentials>;
  limits?: Partial<ReapitLimits>;
}

const here: readonly FaultName[] = [
  ...faultsOfTheWire,
  'async-creates',
  'conflicts',
  'drops-values',
  'vanishing',
  'lat-long',
  'expired-tokens',
];
/** What the vendor does every day; a share of 0 switches it off. */
const always: Faults = { 'drops-values': 1, vanishing: 1, 'lat-long': 1 };

/** A twin of Reapit Foundations for one application and the customers that installed it. Facts and gaps: README.md of the vendors. */
export class ReapitTwin extends ServedTwin {
  readonly credentials: ReapitCredentials;
  /** Verifies its webhooks: id of the key, PEM, and `x` of its JWK. */
  readonly webhookKey: { keyId: string; pem: string; x: string };
  protected readonly basics: Basics;
  private readonly agencies: ReadonlyMap<string, { agency: Agency; router: Router }>;
  private readonly keys: SigningKeys;
  private readonly doors: Doors;
  protected readonly queue: WebhookQueue;
  protected readonly server: TwinServer;

  constructor(options: ReapitOptions = {}) {
    super();
    this.basics = basicsOf(options, 'reapit', here, always);
    const chance = new Chance(`reapit ${this.basics.seed}`);
    const made = { clientId: chance.uuid(), clientSecret: chance.uuid(), customers: ['HHL', 'SBOX'] };
    this.credentials = { ...made, ...options.credentials };
    const limits = { requestsPerSecond: 20, open: 5, requestsPerDay: 250_000, ...options.limits };
    this.doors = new Doors(this.basics, chance.fork('tokens'), this.credentials, limits);
    this.keys = keysFrom(`reapit ${this.basics.seed}`);
    const keyId = chance.uuid();
    this.webhookKey = { keyId, pem: this.keys.publicPem, x: this.keys.publicX };
    this.queue = queueOf(options, this.basics, reapitScheme(this.keys, keyId));
    const events = chance.fork('events');
    this.agencies = new Map(
      this.credentials.customers.map((customer) => {
        const agency = new Agency(customer, this.basics.now, this.basics.faults, (of, change) =>
          this.queue.tell(notificationsOf(of, change, events)),
        );
        return [customer, { agency, router: routesOf(agency) }];
      }),
    );
    this.server = new TwinServer({ ...this.basics, vendor: this.vendor(), webhooks: this.queue });
  }

  /** All records of a kind as the vendor would show them, handled enquiries too. @throws UnknownKind */
  records(kind: string, customer = this.firstCustomer): Fields[] {
    const { agency } = this.of(kind, customer);
    return agency.store.all(kind).map((record) => agency.shown(record));
  }

  /**
   * What a negotiator does: an enquiry changed to `{status: 'added'}` without an `applicantId` makes contact and applicant;
   * a vendor created with `{propertyId}` takes the property's id. @throws NoSuchRecord, UnknownKind
   */
  act(act: Act, customer = this.firstCustomer): StoredRecord | undefined {
    const { agency } = this.of(act.kind, customer);
    const { store } = agency;
    switch (act.do) {
      case 'create': {
        const propertyId = act.kind === 'vendors' ? textOf(act.values, 'propertyId') : undefined;
        const id = act.id ?? propertyId;
        const defaults = resources.find(({ kind }) => kind === act.kind)?.defaults;
        return store.create(act.kind, { ...defaults, ...act.values }, id === undefined ? {} : { id });
      }
      case 'change':
        if (act.kind === 'enquiries' && act.values['status'] === 'added') return agency.accept(act.id, act.values);
        return store.change(act.kind, act.id, act.values);
      case 'remove':
        store.remove(act.kind, act.id);
        return undefined;
    }
  }

  /** An area as the vendor's map draws it, longitude first. @throws NoSuchRecord */
  areaOnMap(id: string, customer = this.firstCustomer): MapPolygon | undefined {
    const area = this.of('areas', customer).agency.store.find('areas', id);
    if (!area) throw new NoSuchRecord('areas', id);
    return onTheMap(area.data, this.basics.faults.strikes('lat-long', id));
  }

  private get firstCustomer(): string {
    return this.credentials.customers[0] ?? 'SBOX';
  }

  private of(kind: string, customer: string): { agency: Agency; router: Router } {
    const found = this.agencies.get(customer);
    const kinds = resources.map((resource) => resource.kind);
    if (!found || !kinds.includes(kind)) throw new UnknownKind(kind, kinds);
    return found;
  }

  private vendor(): Vendor {
    return {
      answer: (call) => this.answer(call),
      tokenPaths: ['/token'],
      refusals,
      changes: () => [...this.agencies.values()].reduce((sum, { agency }) => sum + agency.store.changes, 0),
      kinds: resources.map(({ kind }) => kind),
      records: (kind) => this.records(kind),
      act: (act) => this.act(act),
    };
  }

  private answer(call: Call): Answer {
    if (call.path === '/token' && call.method === 'POST') return this.doors.token(call);
    if (call.path === `/webhooks/signing/${this.webhookKey.keyId}` && call.method === 'GET') {
      return {
        status: 200,
        body: { keys: [{ kty: 'OKP', crv: 'Ed25519', use: 'sig', kid: this.webhookKey.keyId, x: this.webhookKey.x }] },
      };
    }
    const customer = this.doors.open(call);
    const { router } = this.of('contacts', customer);
    return routed(router, call);
  }
}
