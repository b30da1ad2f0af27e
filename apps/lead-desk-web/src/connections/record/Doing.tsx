import { Link } from '@tanstack/react-router';
import { Section } from '../../frame/Section';
import type { ConnectionView } from '../../generated';
import { useAgencyWords } from '../../words/agency-words';
import { t } from '../../words/words';
import { useNow } from '../../words/When';
import { Budget } from '../Budget';
import { Waiting } from '../Waiting';
import { Fact } from './Fact';
import classes from './Record.module.css';

/** What waits, both ways, how fast it may ask, and why it fails where it does. */
export function Doing({ connection }: { connection: ConnectionView }) {
  const words = useAgencyWords();
  const { deliveries, waiting, breaker } = connection;
  return (
    <Section title={t('connections.doing')}>
      <Failing deliveries={deliveries} />
      <dl className={classes.facts}>
        <Fact name={t('connections.deliveries')}>
          <Waiting connection={{ ...connection, waiting: { toRead: 0, parked: 0, toSay: 0 } }} />
          {deliveries.parked > 0 && (
            <>
              {' '}
              <Link to="/held" search={{ target: connection.id, state: 'parked' }}>
                {t('connections.seeParked')}
              </Link>
            </>
          )}
        </Fact>
        <Fact name={t('connections.toRead')}>{words.number(waiting.toRead)}</Fact>
        <Fact name={t('connections.toSay')}>{words.number(waiting.toSay)}</Fact>
        <Fact name={t('connections.unread')}>{words.number(waiting.parked)}</Fact>
        <Fact name={t('connections.requests')}>
          <Budget connection={connection} />
        </Fact>
        <Fact name={t('connections.breaker')}>{t(`connections.breakers.${breaker}`)}</Fact>
      </dl>
    </Section>
  );
}

function Failing({ deliveries: { failingSince, failingWith } }: Pick<ConnectionView, 'deliveries'>) {
  const words = useAgencyWords();
  const now = useNow();
  if (failingSince === null) return null;
  const why = failingWith ?? t('connections.failingWhy');
  return (
    <p className={classes.warning} title={words.exact(failingSince)}>
      {t('connections.failingSince', { when: words.relative(failingSince, now), why })}
    </p>
  );
}
