import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectionSetUp } from '#connections';
import { BatchTaker, type Exchange, HoldingTank, leadDesk, Repairs } from '#delivery';
import { EventLogStrategy, topics } from '#event-log';
import { projectFolder, type Settings } from '#runtime';
import type { OpenSignOn } from '#sign-on';
import type { DynamicModule } from '@nestjs/common';
import { LeadDeskModule } from './lead-desk.module';
import { FolderWay } from './mail/folder-way';
import { SmtpWay } from './mail/smtp-way';
import { OutboxRelay } from './say-events/outbox';
import { RelayLoop } from './say-events/relay-loop';
import { forgetOld } from './upkeep/forget-old';
import { LEAD_DESK } from './take-events/take-events-controller';

const builtScreens = join(projectFolder(__dirname), 'dist/apps/lead-desk-web');

/** The CRM, without a server of its own: a module for one, and the reader that drives it. */
export function leadDeskOver(
  exchange: Exchange,
  connections: ConnectionSetUp,
  signOn: OpenSignOn,
  { publicUrl, smtpUrl, mailFrom, dataDir }: Pick<Settings, 'publicUrl' | 'smtpUrl' | 'mailFrom' | 'dataDir'>,
): { module: DynamicModule; reader: EventLogStrategy } {
  const { db, clock, participants, dedupDays, measures, log, erased, onTrouble } = exchange;
  const settings = {
    mailEveryMs: 1_000,
    timersEveryMs: 1_000,
    ...(existsSync(join(builtScreens, 'index.html')) ? { screens: builtScreens } : {}),
  };
  const mailWay = smtpUrl === undefined ? new FolderWay(join(dataDir, 'mail'), mailFrom) : new SmtpWay(smtpUrl, mailFrom);
  const taker = new BatchTaker({ db, group: leadDesk, clock, target: leadDesk, dedupDays, measures });
  const tank = new HoldingTank(db, measures.ended);
  const says = new RelayLoop(new OutboxRelay({ db, log, erased, clock, onTrouble }), onTrouble);
  measures.reads(leadDesk, Object.values(topics));
  exchange.upkeep.also('forget the old timeline, messages and mails', (old) => forgetOld(db, old));
  return {
    module: LeadDeskModule.forRoot({
      db,
      clock,
      participants,
      dedupDays,
      settings,
      taker,
      tank,
      repairs: new Repairs(db, measures.ended),
      says,
      connections,
      signOn,
      publicUrl,
      mailWay,
      breakerOpen: (agency, connection) => measures.gateOf(agency, connection)?.open,
    }),
    reader: new EventLogStrategy({
      log: exchange.log,
      group: leadDesk,
      transport: LEAD_DESK,
      positionOf: (topic, partition) => taker.positionOf(topic, partition),
      onIncident: exchange.onIncident,
    }),
  };
}
