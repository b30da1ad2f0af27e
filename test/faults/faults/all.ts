import type { Fault } from './fault';
import { processFaults } from './processes';

export const allFaults: readonly Fault[] = [...processFaults];
