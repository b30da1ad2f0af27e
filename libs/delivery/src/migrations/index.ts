import { exchangeMigrations as first } from './0001-exchange';
import { ExchangeEchoErasureUpkeep0002 } from './0002-echo-erasure-upkeep';
import { ExchangeLaneOwners0003 } from './0003-lane-owners';
import { ExchangeOldestWaiting0004 } from './0004-oldest-waiting';
import { ExchangeEnds0005 } from './0005-ends';
import { ExchangeConnections0006 } from './0006-connections';
import { ExchangeReplay0007 } from './0007-replay';
import { ExchangeHoldingTank0008 } from './0008-holding-tank';
import { ExchangeGathered0009 } from './0009-gathered';
import { ExchangeNearMisses0010 } from './0010-near-misses';
import { ExchangeActs0011 } from './0011-acts';

export const exchangeMigrations = [
  ...first,
  ExchangeEchoErasureUpkeep0002,
  ExchangeLaneOwners0003,
  ExchangeOldestWaiting0004,
  ExchangeEnds0005,
  ExchangeConnections0006,
  ExchangeReplay0007,
  ExchangeHoldingTank0008,
  ExchangeGathered0009,
  ExchangeNearMisses0010,
  ExchangeActs0011,
];
