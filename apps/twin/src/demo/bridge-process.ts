import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRecord } from '../twin/wire';

export interface BridgeAddress {
  url: string;
  operatorKey: string;
  /** Where back offices speak, if elsewhere. */
  backOfficeUrl?: string;
}

export interface StartOptions {
  /** The bridge's built entry. */
  entry: string;
  /** What the bridge inherits: EVENT_LOG, KAFKA_BROKERS, DATABASE_URL and the like. */
  environment: Readonly<Record<string, string | undefined>>;
  /** Where it keeps its data; a temporary folder, removed in the end, if left out. */
  dataDir?: string;
  /** 0 picks a free one. */
  port?: number;
  startWithinMs?: number;
}

export class BridgeDidNotStart extends Error {
  readonly code = 'bridge-did-not-start';
  readonly retriable = false;
  constructor(
    readonly why: string,
    readonly lastWords: string,
  ) {
    super(`The bridge did not start: ${why}${lastWords ? `\nIts last words:\n${lastWords}` : ''}`);
  }
}

/** A bridge of one's own as a child process, without the demo agency, on a free port. */
export class BridgeProcess {
  private lastWords = '';
  private exited: string | undefined;
  private readonly gone: Promise<void>;

  private constructor(
    private readonly child: ChildProcess,
    readonly dataDir: string,
    private readonly ownsData: boolean,
    readonly address: BridgeAddress,
  ) {
    this.gone = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.exited = signal ?? `code ${code ?? '?'}`;
        resolve();
      });
    });
    const remember = (chunk: Buffer) => (this.lastWords = (this.lastWords + chunk.toString('utf8')).slice(-4_000));
    child.stdout?.on('data', remember);
    child.stderr?.on('data', remember);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  static async start(options: StartOptions): Promise<BridgeProcess> {
    const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'people-exchange-')));
    const addressFile = join(dataDir, 'address.json');
    // An address of an earlier start must not be taken for this one's.
    await rm(addressFile, { force: true });
    const child = spawn(process.execPath, [options.entry], {
      env: { ...options.environment, BRIDGE_DATA_DIR: dataDir, BRIDGE_DEMO: 'off', BRIDGE_PORT: String(options.port ?? 0) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const address: BridgeAddress = { url: '', operatorKey: '' };
    const bridge = new BridgeProcess(child, dataDir, options.dataDir === undefined, address);
    try {
      Object.assign(address, await bridge.awaitAddress(addressFile, options.startWithinMs ?? 120_000));
      return bridge;
    } catch (problem) {
      await bridge.stop();
      throw problem;
    }
  }

  /** Ends it cleanly, by force after 30 s, and removes a temporary data folder. */
  async stop(): Promise<void> {
    if (this.exited === undefined) {
      this.child.kill('SIGTERM');
      const force = setTimeout(() => this.child.kill('SIGKILL'), 30_000);
      await this.gone;
      clearTimeout(force);
    }
    if (this.ownsData) await rm(this.dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
  }

  private async awaitAddress(file: string, withinMs: number): Promise<BridgeAddress> {
    const until = Date.now() + withinMs;
    for (;;) {
      const address = await readJson(file);
      const access = await readJson(join(this.dataDir, 'access.json'));
      const url = isRecord(address) ? address['url'] : undefined;
      const operatorKey = isRecord(access) ? access['operatorKey'] : undefined;
      if (typeof url === 'string' && typeof operatorKey === 'string') return { url, operatorKey };
      if (this.exited !== undefined) throw new BridgeDidNotStart(`it ended with ${this.exited}`, this.lastWords);
      if (Date.now() > until) throw new BridgeDidNotStart(`no ${file} within ${withinMs / 1_000} s`, this.lastWords);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** @returns undefined while the file is not there or not yet whole */
export async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (problem) {
    if (problem instanceof SyntaxError) return undefined;
    if (typeof problem === 'object' && problem !== null && 'code' in problem && problem.code === 'ENOENT') return undefined;
    throw problem;
  }
}
