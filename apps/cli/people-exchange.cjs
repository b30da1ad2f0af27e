#!/usr/bin/env node
// `npx people-exchange …`: runs the built command line under a Node that is new enough; builds nothing by itself.
'use strict';
var starter = require('../bridge/starter.cjs');

starter.launch(starter.mainOf('cli'), process.argv.slice(2));
