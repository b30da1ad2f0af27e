import { Button } from '@mantine/core';
import { IconActivity, IconArrowLeft, IconBan, IconMail, IconPhone } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { PersonView } from '../../generated';
import { t, wordFor } from '../../words/words';
import { When } from '../../words/When';
import { Client } from '../Client';
import { Interest } from '../Interest';
import { nameOf } from '../people-columns';
import classes from './Person.module.css';

/** Who it is, how warm, how to reach, and what not to use. */
export function PersonHead({ person }: { person: PersonView }) {
  const { summary, roles } = person;
  const denied = summary.consentDenied.map((channel) => wordFor('channel', channel));
  return (
    <header className={classes.head}>
      <Link to="/people" className={classes.back}>
        <IconArrowLeft size={14} stroke={1.75} aria-hidden />
        {t('person.back')}
      </Link>
      <div className={classes.who}>
        <div className={classes.whoWords}>
          <h1 className={classes.name}>
            <bdi>{nameOf(summary)}</bdi>
          </h1>
          <p className={classes.under}>
            <Client person={summary} />
            <span title={t('person.interestWhy')} className={classes.heat}>
              <span className="quiet">{t('person.interest')}</span> <Interest score={summary.interest} />
            </span>
            <span>
              <span className="quiet">{t('person.lastActive')}</span> <When at={summary.lastActivityAt} />
            </span>
            {roles.length > 0 && <span>{roles.map((role) => wordFor('role', role)).join(', ')}</span>}
          </p>
        </div>
        <div className={classes.reach}>
          {summary.phone !== null && (
            <Button component="a" href={`tel:${summary.phone}`} leftSection={<IconPhone size={16} stroke={1.75} aria-hidden />}>
              {t('person.call')}
            </Button>
          )}
          {summary.email !== null && (
            <Button
              component="a"
              href={`mailto:${summary.email}`}
              variant="default"
              leftSection={<IconMail size={16} stroke={1.75} aria-hidden />}
            >
              {t('person.write')}
            </Button>
          )}
          <Button
            renderRoot={(props) => <Link to="/events" search={{ person: summary.id }} {...props} />}
            variant="default"
            leftSection={<IconActivity size={16} stroke={1.75} aria-hidden />}
          >
            {t('person.seeEvents')}
          </Button>
        </div>
      </div>
      {denied.length > 0 && (
        <p className={classes.denied}>
          <IconBan size={16} stroke={1.75} aria-hidden />
          <span>
            <strong>{t('person.deniedTitle', { channels: denied.join(', ') })}.</strong> {t('person.deniedDo')}
          </span>
        </p>
      )}
    </header>
  );
}
