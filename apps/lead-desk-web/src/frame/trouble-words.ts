import { DeskProblem } from '../session/desk-problem';
import { t } from '../words/words';

/** What happened, what is safe, what to do. */
export interface TroubleWords {
  happened: string;
  then: string;
}

export function troubleWords(error: unknown): TroubleWords {
  if (!(error instanceof DeskProblem)) {
    return {
      happened: t('trouble.broken'),
      then: t('trouble.brokenDo', { detail: error instanceof Error ? error.message : String(error) }),
    };
  }
  if (error.status === 0) return { happened: t('trouble.unreachable'), then: t('trouble.unreachableDo') };
  if (error.status === 404) return { happened: t('trouble.missing'), then: t('trouble.missingDo') };
  if (error.status >= 500) return { happened: t('trouble.refused'), then: t('trouble.serverDo') };
  const detail = [error.detail, ...error.problems.map((problem) => problem.message)].filter((text, i, all) => all.indexOf(text) === i);
  return { happened: t('trouble.refused'), then: t('trouble.askedDo', { detail: detail.join('. ') }) };
}
