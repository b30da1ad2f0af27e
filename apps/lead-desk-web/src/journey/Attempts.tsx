import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import type { AttemptView } from '../generated';
import { Status } from '../theme/Status';
import { span, useAgencyWords } from '../words/agency-words';
import { t } from '../words/words';
import classes from './Journey.module.css';
import { JsonBlock } from './JsonBlock';

/** Each attempt with its answer; what was asked and answered opens below it. */
export function Attempts({ target, attempts }: { target: string; attempts: readonly AttemptView[] }) {
  return (
    <table className={classes.attempts} aria-label={t('journey.attemptsOf', { name: target })}>
      <thead>
        <tr>
          <th scope="col">{t('journey.column.attempt')}</th>
          <th scope="col">{t('journey.column.answer')}</th>
          <th scope="col" data-align="right">
            {t('journey.column.took')}
          </th>
          <th scope="col" data-align="right">
            {t('journey.column.at')}
          </th>
        </tr>
      </thead>
      <tbody>
        {attempts.map((attempt) => (
          <Attempt key={`${attempt.number} ${attempt.at}`} attempt={attempt} />
        ))}
      </tbody>
    </table>
  );
}

function Attempt({ attempt }: { attempt: AttemptView }) {
  const words = useAgencyWords();
  const [open, setOpen] = useState(false);
  const { number, at, tookMs } = attempt;
  // A connection asks by requests of its own, which stand below.
  const { request, answer } = attempt.request?.url === '' ? {} : attempt;
  const shown = request !== undefined || answer !== undefined;
  return (
    <Fragment>
      <tr>
        <td>
          {shown ? (
            <UnstyledButton
              className={classes.opener}
              aria-expanded={open}
              aria-label={t('journey.show', { number })}
              onClick={() => setOpen(!open)}
            >
              <IconChevronRight size={14} stroke={1.75} aria-hidden />
              {number}
            </UnstyledButton>
          ) : (
            number
          )}
        </td>
        <td>
          <Answer attempt={attempt} />
        </td>
        <td data-align="right">{span(tookMs)}</td>
        <td data-align="right">
          <time dateTime={at} title={words.exact(at)}>
            {words.fine(at)}
          </time>
        </td>
      </tr>
      {open && (
        <tr className={classes.exchange}>
          <td colSpan={4}>
            {request && (
              <JsonBlock
                title={t('journey.request')}
                lead={`${request.method} ${request.url}`}
                headers={request.headers}
                text={request.body}
              />
            )}
            {answer && (
              <JsonBlock title={t('journey.answer')} lead={String(attempt.status ?? '')} headers={answer.headers} text={answer.body} />
            )}
          </td>
        </tr>
      )}
    </Fragment>
  );
}

function Answer({ attempt: { status, error } }: { attempt: AttemptView }) {
  if (status === null) return <Status tone="bad">{[t('journey.noAnswer'), error].filter(Boolean).join(': ')}</Status>;
  const tone = status < 300 ? 'good' : status < 500 && status !== 429 ? 'bad' : 'wait';
  return <Status tone={tone}>{[status, error].filter(Boolean).join(' ')}</Status>;
}
