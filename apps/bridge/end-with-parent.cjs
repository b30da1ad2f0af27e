// Loaded before an app that runs in a child of the starter: when the starter is gone, even by kill -9, the app stops in order.
'use strict';
if (process.channel) {
  process.once('disconnect', function () {
    process.kill(process.pid, 'SIGTERM');
  });
  process.channel.unref();
}
