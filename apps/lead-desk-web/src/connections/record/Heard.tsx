import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { Section } from '../../frame/Section';
import type { ConnectionView, HooksView } from '../../generated';
import { Status } from '../../theme/Status';
import { useAgencyWords } from '../../words/agency-words';
import { t } from '../../words/words';
import { useNow, When } from '../../words/When';
import { toneOfHearing } from '../standing';
import classes from './Record.module.css';

/** Whether webhooks arrive (X6), and where the vendor is to send them. */
export function Heard({ connection: { hooks, topics } }: { connection: ConnectionView }) {
  const { hearing, says, path } = hooks;
  return (
    <Section
      title={t('connections.hooks')}
      aside={
        <Status tone={toneOfHearing[hearing]} strong>
          {t(`connections.hearing.${hearing}`)}
        </Status>
      }
    >
      <p className={hearing === 'silent' ? classes.warning : 'quiet'}>{says}</p>
      {path !== null && <Address path={path} />}
      <Refused hooks={hooks} />
      {topics.length > 0 && <Topics topics={topics} />}
    </Section>
  );
}

function Address({ path }: { path: string }) {
  const address = `${location.origin}${path}`;
  return (
    <div className={classes.address}>
      <span className={classes.small}>{t('connections.hookAddress')}</span>
      <code className={classes.code} tabIndex={0}>
        {address}
      </code>
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={copied ? <IconCheck size={14} stroke={1.75} aria-hidden /> : <IconCopy size={14} stroke={1.75} aria-hidden />}
            onClick={copy}
          >
            {copied ? t('connections.copied') : t('connections.copyAddress')}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}

function Refused({ hooks: { refused } }: { hooks: HooksView }) {
  const words = useAgencyWords();
  const now = useNow();
  if (refused.count === 0 || refused.lastAt === null) return null;
  const { count, why, lastAt } = refused;
  return (
    <p className={classes.warning} title={words.exact(lastAt)}>
      {t('connections.refusedHooks', { count, number: words.number(count), when: words.relative(lastAt, now), why: why ?? t('none') })}
    </p>
  );
}

function Topics({ topics }: Pick<ConnectionView, 'topics'>) {
  const words = useAgencyWords();
  return (
    <table className={classes.table} aria-label={t('connections.topics')}>
      <thead>
        <tr>
          <th scope="col">{t('connections.topic')}</th>
          <th scope="col" data-align="right">
            {t('connections.heardTimes')}
          </th>
          <th scope="col" data-align="right">
            {t('connections.last')}
          </th>
        </tr>
      </thead>
      <tbody>
        {topics.map(({ topic, heard, lastAt }) => (
          <tr key={topic}>
            <td className={classes.long}>{topic}</td>
            <td data-align="right">{words.number(heard)}</td>
            <td data-align="right">
              <When at={lastAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
