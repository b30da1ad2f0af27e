import { Button, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { showTrouble } from '../connections/connection-changes';
import { type RuleRequest, simulateRule, type SimulationView } from '../generated';
import { t } from '../words/words';
import { When } from '../words/When';
import classes from './Distribution.module.css';

const choices = [7, 30, 90, 365] as const;

/** Plays the leads of the last days by a rule that is not saved (F15). */
export function Simulation({ office, rule }: { office: string | undefined; rule: RuleRequest }) {
  const [days, setDays] = useState<number>(30);
  const play = useMutation({ mutationFn: () => simulateRule({ body: { office, rule, days } }), onError: showTrouble });
  return (
    <>
      <p className="quiet">{t('distribution.simulateAbout')}</p>
      <div className={classes.try}>
        <Select
          label={t('distribution.over')}
          allowDeselect={false}
          data={choices.map((count) => ({ value: String(count), label: t('distribution.overDays', { count }) }))}
          value={String(days)}
          onChange={(value) => setDays(Number(value))}
        />
        <Button variant="default" loading={play.isPending} onClick={() => play.mutate()}>
          {t('distribution.run')}
        </Button>
      </div>
      {play.data && <Result result={play.data} />}
    </>
  );
}

function Result({ result }: { result: SimulationView }) {
  const { leads, changed, unassigned, toAll, inPond, agents, newest } = result;
  if (leads === 0) return <p role="status">{t('distribution.noLeads')}</p>;
  const most = Math.max(1, ...agents.flatMap(({ had, would }) => [had, would]));
  return (
    <>
      <p role="status">
        {t('distribution.result', { leads, changed, unassigned })} {toAll > 0 && t('distribution.resultToAll', { count: toAll })}{' '}
        {inPond > 0 && t('distribution.resultInPond', { count: inPond })}
      </p>
      <table className={classes.table} aria-label={t('distribution.agents')}>
        <thead>
          <tr>
            <th scope="col">{t('distribution.agent')}</th>
            <th scope="col">{t('distribution.had')}</th>
            <th scope="col">{t('distribution.would')}</th>
          </tr>
        </thead>
        <tbody>
          {agents.map(({ id, name, had, would }) => (
            <tr key={id}>
              <th scope="row">
                <bdi>{name}</bdi>
              </th>
              <td>
                <Bar count={had} most={most} />
              </td>
              <td>
                <Bar count={would} most={most} strong />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <details className={classes.newest}>
        <summary>{t('distribution.leads')}</summary>
        <ul>
          {newest.map(({ id, name, openedAt, had, would, wouldPond, why }) => (
            <li key={id}>
              <bdi className={classes.name}>{name ?? t('unnamed')}</bdi>{' '}
              <span className="quiet">
                <When at={openedAt} />
              </span>
              <div>
                {had ?? t('distribution.nobody')} →{' '}
                {would ?? (wouldPond === null ? t('distribution.nobody') : t('distribution.inPond', { pond: wouldPond }))}
              </div>
              <div className="quiet">{why.join(' ')}</div>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function Bar({ count, most, strong = false }: { count: number; most: number; strong?: boolean }) {
  return (
    <span className={classes.bar}>
      <span className={classes.fill} data-strong={strong || undefined} style={{ width: `${(count / most) * 100}%` }} aria-hidden />
      <span>{count}</span>
    </span>
  );
}
