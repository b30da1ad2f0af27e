import { Section } from '../../frame/Section';
import type { IntakeView } from '../../generated';
import { t } from '../../words/words';
import classes from './Intake.module.css';

/** Who registered, and what they wrote. */
export function Registration({ intake: { profile, did } }: { intake: IntakeView }) {
  const messages = did.flatMap(({ message, id }) => (message === null ? [] : [{ message, id }]));
  const facts: [string, readonly string[]][] = [
    [t('intakes.name'), profile.name === null ? [] : [profile.name]],
    [t('intakes.email'), profile.emails],
    [t('intakes.phone'), profile.phones.map(({ typed }) => typed)],
    [t('intakes.address'), profile.address === null ? [] : [profile.address]],
  ];
  return (
    <Section title={t('intakes.registration')}>
      <dl className={classes.facts}>
        {facts.map(([name, values]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {values.length === 0 ? <span className="quiet">{t('none')}</span> : values.map((value) => <bdi key={value}>{value}</bdi>)}
            </dd>
          </div>
        ))}
        {messages.map(({ message, id }) => (
          <div key={id}>
            <dt>{t('intakes.message')}</dt>
            <dd className={classes.message} dir="auto">
              {message}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
