import { killAt } from './fault-points';

const { FAULT_POINT: point, FAULT_TIMES: times } = process.env;
if (point) killAt(point, Number(times ?? 1));

void import('../../../apps/bridge/src/main.js');
