// Holds a data folder's database until killed: `node hold-database.cjs FOLDER`. A process of its own, so that a test can kill it.
'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

require.extensions['.ts'] = (module, file) => {
  const jsc = { parser: { syntax: 'typescript', decorators: true }, target: 'es2023' };
  module._compile(transformSync(readFileSync(file, 'utf8'), { filename: file, jsc, module: { type: 'commonjs' } }).code, file);
};

const { startEmbeddedPostgres } = require(join(__dirname, '../../libs/runtime/src/postgres/embedded-postgres'));

startEmbeddedPostgres({ dataDir: process.argv[2] }).then(
  ({ url, adminUrl }) => {
    process.send({ url, adminUrl });
    setInterval(() => undefined, 60_000);
  },
  (error) => {
    process.send({ code: error.code, message: error.message });
    process.exitCode = 1;
  },
);
