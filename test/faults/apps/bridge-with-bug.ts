import { seededBugs } from './seeded-bugs';

const bug = process.env['SEEDED_BUG'] ?? '';
const seed = seededBugs[bug];
if (bug !== '' && !seed) throw new TypeError(`there is no seeded bug ${bug}: ${Object.keys(seededBugs).join(', ')}`);
seed?.();

void import('../../../apps/bridge/src/main.js');
