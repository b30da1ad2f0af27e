import { exchangeMigrations as first } from './0001-exchange';
import { ExchangeEchoErasureUpkeep0002 } from './0002-echo-erasure-upkeep';

export const exchangeMigrations = [...first, ExchangeEchoErasureUpkeep0002];
