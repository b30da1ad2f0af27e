// Lets one process at a time install and build in this folder. Old syntax, builtins only.
'use strict';
var fs = require('node:fs');
var path = require('node:path');

/** When a process began, as Linux tells it; a number alone may belong to another program by now. */
function startedAt(pid) {
  try {
    var stat = fs.readFileSync('/proc/' + pid + '/stat', 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return ''; // Not Linux, or gone.
  }
}

/** Whether the process that wrote `pid start` is still that process. */
function isHeld(content) {
  var parts = content.split(' ');
  var pid = Number(parts[0]);
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return startedAt(pid) === (parts[1] || '');
}

function tryTake(file) {
  try {
    fs.writeFileSync(file, process.pid + ' ' + startedAt(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

function removeIfStale(file) {
  try {
    var content = fs.readFileSync(file, 'utf8');
    // An empty one is being written at this moment, unless it has been so for long.
    var fresh = content === '' && Date.now() - fs.statSync(file).mtimeMs < 2000;
    if (fresh || isHeld(content)) return Number(content.split(' ')[0]);
    fs.unlinkSync(file);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return 0;
}

/** Resolves to how to release it, once it is ours; `begin(words)` shows that we wait. */
function take(folder, begin) {
  fs.mkdirSync(folder, { recursive: true });
  var file = path.join(folder, 'preparing.lock');
  var shown;
  function release() {
    process.removeListener('exit', release);
    fs.rmSync(file, { force: true });
  }
  return new Promise(function (resolve, reject) {
    (function attempt() {
      try {
        if (tryTake(file)) {
          if (shown) shown.end(true);
          process.on('exit', release);
          return resolve(release);
        }
        var holder = removeIfStale(file);
        if (holder && !shown) shown = begin('waiting for another start (process ' + holder + ') to finish its preparations');
        setTimeout(attempt, holder ? 300 : 10);
      } catch (error) {
        reject(error);
      }
    })();
  });
}

module.exports = { take: take, isHeld: isHeld };
