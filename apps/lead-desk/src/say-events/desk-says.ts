import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { fillLeadList } from '../leads/fill-lead-list';
import type { RelayLoop } from './relay-loop';

/** What the desk does by itself while the process runs: it says what members did, and completes the list once at the start. */
@Injectable()
export class DeskSays implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly db: DataSource,
    private readonly loop: RelayLoop | undefined,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.loop) return;
    await fillLeadList(this.db);
    this.loop.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }
}
