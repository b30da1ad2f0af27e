import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '#runtime';

const version = 'v1.20.0';
const folder = join(projectFolder(__dirname), '.cache', `bento-${version}`);
const program = join(folder, 'bento');

/** Only what the same work needs, which keeps the build to a few minutes. */
const main = `package main

import (
	"context"

	"github.com/warpstreamlabs/bento/public/service"

	_ "github.com/warpstreamlabs/bento/public/components/io"
	_ "github.com/warpstreamlabs/bento/public/components/kafka"
	_ "github.com/warpstreamlabs/bento/public/components/pure"
)

func main() { service.RunCLI(context.Background()) }
`;

/** Builds Bento once, where Go is installed. @throws TypeError saying why there is none */
export function buildBento(say: (what: string) => void): void {
  if (existsSync(program)) return;
  if (spawnSync('go', ['version']).status !== 0) throw new TypeError('Go is not installed, so Bento cannot be built');
  say(`  builds Bento ${version}, which takes a few minutes once`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'main.go'), main);
  writeFileSync(join(folder, 'go.mod'), `module bench\n\ngo 1.23\n\nrequire github.com/warpstreamlabs/bento ${version}\n`);
  for (const args of [
    ['mod', 'tidy'],
    ['build', '-o', 'bento.part', '.'],
  ]) {
    const { status, stderr } = spawnSync('go', args, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new TypeError(`go ${args[0]} failed: ${stderr.slice(-500)}`);
  }
  renameSync(join(folder, 'bento.part'), program);
}

/** A running Bento; the stream is one of its configurations, written as JSON, which is YAML too. */
export class Bento {
  private constructor(
    private readonly child: ReturnType<typeof spawn>,
    private readonly gone: Promise<unknown>,
  ) {}

  get pid(): number {
    return this.child.pid ?? 0;
  }

  static start(stream: object, name: string): Bento {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify({ http: { enabled: false }, logger: { level: 'ERROR' }, shutdown_timeout: '2s', ...stream }));
    const child = spawn(program, ['-c', file], { stdio: ['ignore', 'inherit', 'inherit'] });
    const gone = new Promise((resolve) => void child.once('exit', resolve));
    process.on('exit', () => child.kill('SIGKILL'));
    return new Bento(child, gone);
  }

  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), 10_000);
    await this.gone;
    clearTimeout(late);
  }
}

/** HTTP in, Kafka out, answered when the brokers have it; what comes at once goes together. */
export const bentoIngest = (o: { port: number; brokers: readonly string[]; topic: string }): object => ({
  input: { http_server: { address: `127.0.0.1:${o.port}`, path: '/v1/events', sync_response: { status: '202' } } },
  output: {
    kafka_franz: {
      seed_brokers: o.brokers,
      topic: o.topic,
      key: '${! json("subject") }',
      idempotent_write: false,
      max_in_flight: 64,
      batching: { count: 500, period: '1ms' },
    },
  },
});

/** Kafka in, HTTP out over so many connections, which keeps no order. */
export const bentoConnector = (o: { brokers: readonly string[]; topic: string; target: string; connections: number }): object => ({
  input: { kafka_franz: { seed_brokers: o.brokers, topics: [o.topic], consumer_group: o.topic, checkpoint_limit: 10_000 } },
  output: {
    http_client: {
      url: o.target,
      verb: 'POST',
      headers: { 'Content-Type': 'application/cloudevents+json' },
      max_in_flight: o.connections,
    },
  },
});
