// Where the jars of the local Apache Kafka lie, and whether they are all there.
'use strict';
const { existsSync, readFileSync } = require('node:fs');
const { createHash } = require('node:crypto');
const { join, resolve } = require('node:path');

const pom = join(__dirname, 'pom.xml');
/** KAFKA_CACHE names a folder that outlives clones. */
const folder = resolve(process.env.KAFKA_CACHE || join(__dirname, '../../.cache/kafka'));
const lib = join(folder, 'lib');
const mark = join(folder, 'complete');

const wanted = () => createHash('sha256').update(readFileSync(pom)).digest('hex');

/** The mark is written last, so that half a fetch is no fetch. */
const complete = () => existsSync(mark) && readFileSync(mark, 'utf8').trim() === wanted();

module.exports = { pom, folder, lib, mark, wanted, complete };
