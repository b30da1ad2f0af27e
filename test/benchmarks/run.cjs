// `npm run bench [-- ROW …] [--json] [--rounds N] [--save]`: builds what is stale, then measures with what was built.
'use strict';
const { runCompiled } = require('../run-node.cjs');

void runCompiled('benchmarks', 'main', process.argv.slice(2));
