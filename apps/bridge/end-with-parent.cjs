// Loaded before an app: when whoever started it is gone, even by kill -9, the app stops in order. Old syntax, builtins only.
'use strict';
function stop() {
  process.kill(process.pid, 'SIGTERM');
}

if (process.channel) {
  // The starter's child.
  process.once('disconnect', stop);
  var heard = false;
  process.on('SIGINT', function () {
    heard = true;
    if (process.listenerCount('SIGINT') === 1) process.exit(130); // The app does not listen yet.
  });
  process.on('message', function (message) {
    // A terminal tells the whole group of Ctrl-C, `kill -INT` the starter alone; twice would mean "at once".
    if (message === 'interrupted' && !heard) process.kill(process.pid, 'SIGINT');
  });
  process.channel.unref();
} else if (process.env.npm_lifecycle_event) {
  // npm's child: there is no pipe to tell us, but the system gives orphans another parent. Started any other way, an orphan is meant.
  var parent = process.ppid;
  var timer = setInterval(function () {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, 500);
  timer.unref();
}
