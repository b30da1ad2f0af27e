// `npm run faults` is `run.cjs main`, `npm run soak` is `run.cjs soak`: builds what is stale, then runs it with the arguments that follow.
'use strict';
const { runCompiled } = require('../run-node.cjs');

const [program = 'main', ...args] = process.argv.slice(2);
void runCompiled('faults', program, args);
