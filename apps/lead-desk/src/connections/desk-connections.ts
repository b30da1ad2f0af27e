import { Injectable } from '@nestjs/common';
import type { ConnectionSetUp, ConnectionView as Found } from '#connections';
import { ExchangeRefused } from '#delivery';
import type { Pack } from '#mapping';
import { notFound } from '../api-problems/desk-refusal';
import type { ConnectionTestView, ConnectionView, DriftView } from './connection-views';
import type { CapabilityMatrixView, PacksView } from './pack-views';
import { shownConnection } from './shown-connection';
import { capabilitiesOf, rows, shownPack } from './shown-pack';

export interface DeskConnectionsGround {
  readonly setUp: ConnectionSetUp;
  /** Whether this process asks it once in a while only; nothing where another one delivers. */
  breakerOpen(agency: string, connection: string): boolean | undefined;
}

/** The connections of an agency as its integrators see them. */
@Injectable()
export class DeskConnections {
  constructor(private readonly o: DeskConnectionsGround) {}

  async list(agency: string): Promise<ConnectionView[]> {
    const found = await this.o.setUp.views.of(agency);
    return Promise.all(found.map((one) => this.shown(agency, one)));
  }

  async one(agency: string, id: string): Promise<ConnectionView> {
    const [found] = await this.o.setUp.views.of(agency, id);
    if (!found) throw notFound('connection');
    return this.shown(agency, found);
  }

  async test(agency: string, id: string): Promise<ConnectionTestView> {
    const { warnings, ...said } = await this.o.setUp.test.run(agency, id);
    return { ...said, warnings: [...warnings] };
  }

  async drift(agency: string, id: string): Promise<DriftView> {
    await this.one(agency, id);
    return { drift: (await this.o.setUp.drifts.of(agency, id)).map((item) => ({ ...item })) };
  }

  async packs(agency: string): Promise<PacksView> {
    const listed = await this.o.setUp.packs.list(agency);
    const shown = await Promise.all(
      listed.map(async (one, i) => {
        const pack = await this.packOf(agency, one.name, one.version);
        // Listed by name, older versions first.
        return pack && shownPack(one, pack.document, listed[i + 1]?.name !== one.name);
      }),
    );
    return { packs: shown.flatMap((one) => one ?? []) };
  }

  async matrix(agency: string): Promise<CapabilityMatrixView> {
    const found = await this.o.setUp.views.of(agency);
    const connections = await Promise.all(
      found.map(async ({ id, name, pack: packName, version, off }) => {
        const pack = await this.packOf(agency, packName, version);
        const document = pack?.document ?? { title: packName, capabilities: {} };
        return { id, name, packTitle: document.title, version, cells: capabilitiesOf(document, off) };
      }),
    );
    return { rows: [...rows], connections };
  }

  private async shown(agency: string, found: Found): Promise<ConnectionView> {
    const { packs, connections } = this.o.setUp;
    const [pack, usable, others] = await Promise.all([
      this.packOf(agency, found.pack, found.version),
      connections.find(agency, found.id),
      packs.kinOf(agency, found),
    ]);
    return shownConnection(found, {
      pack,
      secrets: usable && Object.keys(usable.secrets),
      allowedPrivate: usable?.allowedPrivate ?? [],
      goesTo: others.map(({ name, title, version }) => ({
        pack: name,
        title,
        version,
        earlier: name === found.earlierPack && version === found.earlierVersion,
      })),
      breakerOpen: this.o.breakerOpen(agency, found.id),
    });
  }

  /** Nothing where it cannot be read: a pack that broke takes no other connection off the screen. */
  private async packOf(agency: string, name: string, version: string): Promise<Pack | undefined> {
    try {
      return await this.o.setUp.packs.find(agency, name, version);
    } catch (error) {
      if (error instanceof ExchangeRefused) return undefined;
      throw error;
    }
  }
}
