// `npm run schemas`: writes the published documents from the classes of libs/people-exchange and the schema of libs/mapping. A
// published version is never changed, only succeeded: published.json keeps the hash of each. Old syntax and builtins, as the
// starter runs it.
'use strict';
var child = require('node:child_process');
var crypto = require('node:crypto');
var fs = require('node:fs');
var path = require('node:path');

/** Documents that carry no version of their own are written anew each time. */
var unversioned = ['asyncapi.json'];

function hashOf(text) {
  return crypto.createHash('sha256').update(text).digest('hex');
}

function versionAfter(name) {
  return Number(/(\d+)\.json$/.exec(name)[1]) + 1;
}

/** The locked hashes with those of new documents added, or what forbids it. `documents` maps paths to texts. */
function lockFor(documents, locked) {
  var lock = Object.assign({}, locked);
  var errors = [];
  documents.forEach(function (text, name) {
    if (unversioned.indexOf(name) >= 0) return;
    if (lock[name] !== undefined && lock[name] !== hashOf(text))
      errors.push(name + ' is published and never changes: publish version ' + versionAfter(name) + ' instead');
    else lock[name] = hashOf(text);
  });
  return { lock: lock, errors: errors };
}

function sorted(object) {
  return Object.keys(object)
    .sort()
    .reduce(function (all, name) {
      all[name] = object[name];
      return all;
    }, {});
}

function readLock(folder) {
  var file = path.join(folder, 'published.json');
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
}

/** Writes all documents below a folder, or nothing at all where one of them must not change; returns the errors. */
function publish(documents, folder) {
  var next = lockFor(documents, readLock(folder));
  if (next.errors.length > 0) return next.errors;
  documents.forEach(function (text, name) {
    var file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  });
  fs.writeFileSync(path.join(folder, 'published.json'), JSON.stringify(sorted(next.lock), undefined, 2) + '\n');
  return [];
}

function write() {
  var mapping = require('../dist/libs/mapping/src/index.js');
  var documents = new Map(require('../dist/libs/people-exchange/src/index.js').publishedDocuments());
  mapping.packDocuments().forEach(function (text, name) {
    documents.set(name, text);
  });
  var errors = publish(documents, __dirname);
  // Beside the guide, where whoever writes a pack looks.
  if (errors.length === 0) fs.writeFileSync(path.join(__dirname, '../libs/mapping/REFERENCE.md'), mapping.packReference());
  if (errors.length === 0) writeCapabilities(mapping);
  process.stdout.write(errors.length > 0 ? errors.join('\n') + '\n' : documents.size + ' documents are up to date\n');
  process.exitCode = errors.length > 0 ? 1 : 0;
}

/** The newest version of each pack that comes with the bridge, read whole. */
function shippedPacks(mapping) {
  var folder = path.join(__dirname, '../libs/mapping/packs');
  return fs.readdirSync(folder).map(function (name) {
    var versions = fs.readdirSync(path.join(folder, name)).sort();
    var files = new Map();
    var root = path.join(folder, name, versions[versions.length - 1]);
    fs.readdirSync(root, { recursive: true }).forEach(function (file) {
      if (fs.statSync(path.join(root, file)).isFile()) files.set(file, fs.readFileSync(path.join(root, file), 'utf8'));
    });
    return mapping.readPack(files).pack.document;
  });
}

/** In the README between its marks, and with all sentences beside the packs. */
function writeCapabilities(mapping) {
  var packs = shippedPacks(mapping);
  var readme = path.join(__dirname, '../README.md');
  var marks = /(<!-- capabilities -->\n)[^]*(\n<!-- \/capabilities -->)/;
  fs.writeFileSync(readme, fs.readFileSync(readme, 'utf8').replace(marks, '$1' + mapping.capabilityTable(packs) + '$2'));
  fs.writeFileSync(path.join(__dirname, '../libs/mapping/CAPABILITIES.md'), mapping.capabilityPage(packs, require('../libs/mapping/shown.json')));
}

function main() {
  if (process.argv[2] === 'write') return write();
  var starter = require('../apps/bridge/starter.cjs');
  return starter.prepare().then(function () {
    // What was built needs the Node that came with the packages.
    var ran = child.spawnSync(starter.nodeFile(), [__filename, 'write'], { stdio: 'inherit' });
    process.exitCode = ran.status === null ? 1 : ran.status;
  });
}

if (require.main === module) main();

module.exports = { hashOf: hashOf, lockFor: lockFor, publish: publish, unversioned: unversioned };
