import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { MadeRequestView } from '../generated';
import { Status } from '../theme/Status';
import { span, useAgencyWords } from '../words/agency-words';
import { t } from '../words/words';
import classes from './Journey.module.css';
import { JsonBlock } from './JsonBlock';

interface MadeRequestsProps {
  target: string;
  requests: readonly MadeRequestView[];
  masked: boolean;
}

/** What a connection asked of its vendor for the event; opens below it. */
export function MadeRequests({ target, requests, masked }: MadeRequestsProps) {
  const [open, setOpen] = useState(false);
  const list = useId();
  return (
    <>
      <UnstyledButton className={classes.requestsOpener} aria-expanded={open} aria-controls={list} onClick={() => setOpen(!open)}>
        <IconChevronRight size={14} stroke={1.75} aria-hidden />
        {t('connections.requestsMade', { count: requests.length })}
      </UnstyledButton>
      <ol id={list} className={classes.requests} hidden={!open} aria-label={t('connections.requestsOf', { name: target })}>
        {open && masked && <li className={classes.masked}>{t('connections.requestsMasked')}</li>}
        {open && requests.map((request, i) => <Made key={`${request.at} ${i}`} made={request} />)}
      </ol>
    </>
  );
}

function Made({ made: { request, method, path, body, status, says, tookMs, at, areas } }: { made: MadeRequestView }) {
  const words = useAgencyWords();
  return (
    <li>
      <div className={classes.requestHead}>
        <strong>{request}</strong>
        <Answer status={status} />
        <span className={classes.requestTimes}>
          {span(tookMs)}{' '}
          <time dateTime={at} title={words.exact(at)}>
            {words.fine(at)}
          </time>
        </span>
      </div>
      <p className={classes.requestPath}>
        {method} {path}
      </p>
      {areas.map(({ by, overlap }, i) => (
        <p key={i} className={classes.requestPath}>
          {t(`connections.areaBy.${by}`, { overlap: `${(overlap * 100).toFixed(1)} %` })}
        </p>
      ))}
      {body !== null && <JsonBlock title={t('connections.requestBody', { name: request })} text={body} />}
      {says !== null && <p className={classes.requestSays}>{says}</p>}
    </li>
  );
}

function Answer({ status }: Pick<MadeRequestView, 'status'>) {
  if (status === null) return <Status tone="bad">{t('journey.noAnswer')}</Status>;
  return <Status tone={status < 300 ? 'good' : status === 429 || status >= 500 ? 'wait' : 'bad'}>{status}</Status>;
}
