// Writes the typed client of the lead desk's API from its OpenAPI document.
// `node apps/lead-desk-web/generate-client.cjs [FOLDER]`; a folder of one's own shows whether the committed client has drifted.
'use strict';
const path = require('node:path');

const here = __dirname;
const input = path.resolve(here, '../../schemas/openapi/lead-desk.json');
const output = process.argv[2] ? path.resolve(process.argv[2]) : path.join(here, 'src/generated');

async function generate() {
  const { createClient } = await import('@hey-api/openapi-ts');
  await createClient({
    input,
    output: { path: output, clean: true, module: { extension: null } },
    logs: { level: 'warn', file: false },
    plugins: [
      '@hey-api/typescript',
      { name: '@hey-api/client-fetch', throwOnError: true },
      { name: '@hey-api/sdk', responseStyle: 'data' },
    ],
  });
}

generate().catch((error) => {
  process.stderr.write(`The client could not be generated: ${error.stack}\n`);
  process.exit(1);
});
