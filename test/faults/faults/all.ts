import { databaseFaults } from './databases';
import { eventFaults } from './events';
import type { Fault } from './fault';
import { kafkaFaults } from './kafka';
import { neighbourFaults } from './neighbours';
import { pressureFaults } from './pressure';
import { processFaults } from './processes';
import { targetFaults } from './targets';

export const allFaults: readonly Fault[] = [
  ...processFaults,
  ...databaseFaults,
  ...kafkaFaults,
  ...targetFaults,
  ...neighbourFaults,
  ...eventFaults,
  ...pressureFaults,
];
