// First, since what follows is found by it.
import './find-rooms';
import { doDraftTask } from './do-draft-task';
import type { DraftTask, FromDraftProcess } from './draft-task';

/** Characters an answer may have; what a draft makes of one event is never as much. */
const mostAnswer = 4_000_000;

// Whoever started it has ended.
process.on('disconnect', () => process.exit(0));
process.on('message', (task: DraftTask) => void answerTo(task).then((word) => process.send?.(word)));

async function answerTo(task: DraftTask): Promise<FromDraftProcess> {
  try {
    const answer = JSON.stringify(await doDraftTask(task));
    return answer.length > mostAnswer
      ? { kind: 'failed', error: 'its result has more than 4 million characters' }
      : { kind: 'done', answer };
  } catch (error) {
    return { kind: 'failed', error: error instanceof Error ? error.message : String(error) };
  }
}

process.send?.({ kind: 'ready' } satisfies FromDraftProcess);
