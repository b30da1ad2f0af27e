// `npm run kafka:get`: fetches the jars of Apache Kafka by Maven, once. Exits 1 when they could not be had.
'use strict';
const { spawnSync } = require('node:child_process');
const { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { pom, folder, lib, mark, wanted, complete } = require('./jars.cjs');

function answers(command, args) {
  const { error, status } = spawnSync(command, args, { stdio: 'ignore', timeout: 10_000 });
  return !error && status === 0;
}

function get() {
  if (complete()) return 0;
  if (answers('docker', ['info', '--format', '{{.ID}}'])) {
    process.stdout.write('A Docker engine answers: Kafka for tests comes from there.\n');
    return 0;
  }
  for (const [command, args] of [
    ['java', ['-version']],
    ['mvn', ['-v']],
  ]) {
    if (answers(command, args)) continue;
    process.stderr.write(`Kafka for tests needs \`${command}\`, which this machine has not (Java 17 and Maven).\n`);
    return 1;
  }
  mkdirSync(folder, { recursive: true });
  const fresh = mkdtempSync(join(folder, 'fetch-'));
  try {
    process.stdout.write('Fetching Apache Kafka 4.1.0 (43 MB) …\n');
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies';
    const args = ['-q', '-B', '-f', pom, goal, `-DoutputDirectory=${fresh}`];
    const { status } = spawnSync('mvn', args, { stdio: ['ignore', 'inherit', 'inherit'], timeout: 300_000 });
    if (status !== 0 || readdirSync(fresh).length < 20) {
      process.stderr.write('Maven did not fetch Apache Kafka.\n');
      return 1;
    }
    rmSync(lib, { recursive: true, force: true });
    renameSync(fresh, lib);
    writeFileSync(mark, `${wanted()}\n`);
    process.stdout.write(`Apache Kafka is in ${lib}.\n`);
    return 0;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

if (require.main === module) process.exitCode = get();
module.exports = { get };
