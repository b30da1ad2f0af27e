// `npm start`: prepares what is missing, then starts an app: start.cjs [APP] [ARGUMENTS], the whole bridge where none is named.
// `start.cjs build` prepares and starts nothing.
'use strict';
require('./end-with-parent.cjs');
var starter = require('./starter.cjs');

var app = process.argv[2] || 'bridge';
starter.prepare({ force: app === 'build' }).then(function () {
  if (app !== 'build') starter.launch(starter.mainOf(app), process.argv.slice(3));
});
