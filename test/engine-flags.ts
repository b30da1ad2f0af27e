import { join } from 'node:path';
import { projectFolder } from '#runtime';

/** What the starter gives the engine of the processes it starts; plain JavaScript there, because any Node reads it. */
export const engineFlags: readonly string[] = require(join(projectFolder(__dirname), 'apps/bridge/node-flags.cjs'));
