import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Section } from '../../frame/Section';
import type { PersonView } from '../../generated';
import { Status } from '../../theme/Status';
import type { Tone } from '../../theme/theme';
import { t, wordFor } from '../../words/words';
import { When } from '../../words/When';
import classes from './Person.module.css';
import { SourceMark } from './SourceMark';

const consentTones: Record<string, Tone> = { granted: 'good', denied: 'bad', withdrawn: 'bad' };

/** What is known, each value with its source. */
export function Facts({ person }: { person: PersonView }) {
  const { names, emails, phones, address, household, identities, consents } = person;
  return (
    <Section title={t('person.facts')}>
      <dl className={classes.facts}>
        {names && (
          <Fact name={t('person.names')}>
            <bdi>{names.value.full ?? [names.value.title, names.value.given, names.value.family].filter(Boolean).join(' ')}</bdi>
            <SourceMark {...names} />
          </Fact>
        )}
        <Fact name={t('person.phones')} several={phones.length}>
          {phones.map((phone) => (
            <div key={phone.value.typed}>
              <a href={`tel:${phone.value.e164 ?? phone.value.typed}`}>{phone.value.typed}</a>
              <SourceMark {...phone} />
            </div>
          ))}
        </Fact>
        <Fact name={t('person.emails')} several={emails.length}>
          {emails.map((email) => (
            <div key={email.value}>
              <a href={`mailto:${email.value}`} className={classes.breakable}>
                {email.value}
              </a>
              <SourceMark {...email} />
            </div>
          ))}
        </Fact>
        {address && (
          <Fact name={t('person.address')}>
            <bdi>{address.value}</bdi>
            <SourceMark {...address} />
          </Fact>
        )}
        <Fact name={t('person.household')}>
          {household && household.members.length > 1
            ? household.members.map((member) => (
                <div key={member.personId}>
                  <Link to="/people/$id" params={{ id: member.personId }}>
                    <bdi>{member.name ?? t('unnamed')}</bdi>
                  </Link>
                </div>
              ))
            : t('person.alone')}
        </Fact>
        <Fact name={t('person.consents')}>
          {consents.length === 0 && <span className="quiet">{t('person.noConsents')}</span>}
          {consents.map((consent) => (
            <div key={`${consent.purpose} ${consent.channel}`} className={classes.consent}>
              <Status tone={consentTones[consent.status] ?? 'quiet'}>
                {wordFor('consent', consent.status)}: {wordFor('channel', consent.channel)}
              </Status>
              <span className={classes.mark}>
                {consent.purpose} · <When at={consent.at} />
              </span>
            </div>
          ))}
        </Fact>
        <Fact name={t('person.identities')} several={identities.length}>
          {identities.map((identity) => (
            <div key={`${identity.participant} ${identity.subject}`}>
              <span className={`code ${classes.breakable}`}>{identity.subject}</span>
              <span className={classes.mark}>
                {identity.participantName}
                {(identity.linkedBy === 'externalId' || identity.linkedBy === 'email') && `, ${t(`person.linkedBy.${identity.linkedBy}`)}`}
              </span>
            </div>
          ))}
        </Fact>
      </dl>
    </Section>
  );
}

/** Left out where there is nothing to say. */
function Fact({ name, several, children }: { name: string; several?: number; children: ReactNode }) {
  if (several === 0) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
