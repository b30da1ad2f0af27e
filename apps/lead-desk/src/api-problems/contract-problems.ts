import { dataProblems } from '#people-exchange';
import type { DeskProblem } from './desk-refusal';

/** All that the contract has against the data of an event; each path begins where the request does. */
export const contractProblems = (type: string, data: object): DeskProblem[] =>
  dataProblems(type, data).map(({ path, rule, message }) => ({ path: path.replace('/data', ''), rule, message }));
