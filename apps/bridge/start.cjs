// `npm start`: installs and builds what is missing, then starts an app (the bridge where none is named).
'use strict';
var path = require('node:path');
var starter = require('./starter.cjs');

var app = process.argv[2] || 'bridge';
starter.install();
starter.build();
starter.launch(path.join(starter.root, 'dist/apps', app, 'src/main.js'), process.argv.slice(3));
