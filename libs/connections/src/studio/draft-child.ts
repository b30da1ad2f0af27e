import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from '#runtime';
import { DraftStopped } from './draft-stopped';
import type { AnswerTo, DraftTask, FromDraftProcess } from './draft-task';

export interface DraftLimits {
  readonly withinMs: number;
  readonly memoryMiB: number;
}

const top = projectFolder(__dirname);
const entry = join(top, 'dist/libs/connections/src/studio/draft-process.js');
/** A machine that is busy takes its time to start one; the draft is not asked yet. */
const startWithinMs = 20_000;
const mostSaid = 16_384;

/**
 * A process that runs drafts, since threads share their fate: a text of 500 million characters in a worker thread ends the process
 * that serves, whatever its limits. It has no environment, may read the built code and its packages, and nothing else: Node's
 * permissions refuse files, network, processes and threads.
 */
export class DraftChild {
  /** What Node lets it do. */
  static readonly permissions: readonly string[] = [
    '--permission',
    ...['dist', 'node_modules'].map((name) => `--allow-fs-read=${join(top, name)}`),
  ];

  private readonly child: ChildProcess;
  private readonly started: Promise<void>;
  private said = '';
  private over = false;
  private onWord: (word: FromDraftProcess) => void = () => undefined;
  private onEnd: () => void = () => undefined;

  constructor(private readonly limits: DraftLimits) {
    const memory = [`--max-old-space-size=${limits.memoryMiB}`, '--max-semi-space-size=8', '--stack-size=900'];
    this.child = spawn(process.execPath, [...DraftChild.permissions, ...memory, entry], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: {},
      cwd: top,
    });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      if (this.said.length < mostSaid) this.said += chunk.toString();
    });
    this.child.on('message', (word: FromDraftProcess) => this.onWord(word));
    this.child.on('error', (error) => {
      this.said += error.message;
      this.ended();
    });
    this.child.on('exit', () => this.ended());
    this.started = this.word(startWithinMs).then(() => undefined);
    // Told to whoever runs something; until then nobody waits for it.
    this.started.catch(() => undefined);
    // A process that has nothing else to do may end.
    this.child.unref();
    this.child.channel?.unref();
  }

  get gone(): boolean {
    return this.over;
  }

  /** @throws DraftStopped */
  async run<T extends DraftTask>(task: T): Promise<AnswerTo<T>> {
    await this.started;
    const word = this.word(this.limits.withinMs);
    this.child.send(task, (error) => {
      if (error) this.ended();
    });
    const said = await word;
    if (said.kind === 'done') return JSON.parse(said.answer) as AnswerTo<T>; // made by doDraftTask of this very task
    throw new DraftStopped('ended', `The draft could not be run: ${said.kind === 'failed' ? said.error : 'its process began anew'}`);
  }

  kill(): void {
    // Its end is told a moment later; nobody may begin with it until then.
    this.over = true;
    this.child.kill('SIGKILL');
  }

  private word(withinMs: number): Promise<FromDraftProcess> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.kill();
        reject(new DraftStopped('tooLong', `It took longer than ${withinMs / 1000} s and was stopped.`));
      }, withinMs);
      this.onWord = (word) => {
        clearTimeout(timer);
        resolve(word);
      };
      this.onEnd = () => {
        clearTimeout(timer);
        reject(this.why());
      };
      if (this.over) this.onEnd();
    });
  }

  private ended(): void {
    this.over = true;
    this.onEnd();
  }

  private why(): DraftStopped {
    if (/heap|out of memory/iu.test(this.said))
      return new DraftStopped('tooMuchMemory', `It needed more than ${this.limits.memoryMiB} MiB and was stopped.`);
    return new DraftStopped('ended', 'The process that runs drafts ended before it answered; try again.');
  }
}
