#!/usr/bin/env node
// `npx people-exchange …`: loads the built command line under a Node that is new enough.
'use strict';
var fs = require('node:fs');
var path = require('node:path');
var starter = require('../bridge/starter.cjs');

var entry = path.join(starter.root, 'dist/apps/cli/src/main.js');
if (!fs.existsSync(entry)) {
  process.stderr.write('The command line is not built yet: run "npm start" or "npm run build" once.\n');
  process.exit(1);
}
starter.launch(entry, process.argv.slice(2));
