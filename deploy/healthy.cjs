// The image's health check: 0 while the app in this container is ready, else 1 and what it misses.
'use strict';
fetch(`http://127.0.0.1:${process.env.BRIDGE_PORT || 3000}/health/ready`)
  .then(async (answer) => {
    process.stdout.write(await answer.text());
    process.exitCode = answer.ok ? 0 : 1;
  })
  .catch((error) => {
    process.stdout.write(String(error.cause || error));
    process.exitCode = 1;
  });
