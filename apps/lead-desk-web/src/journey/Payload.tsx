import { Section } from '../frame/Section';
import { t } from '../words/words';
import { JsonBlock } from './JsonBlock';

/** The event as it was taken. */
export function Payload({ event }: { event: unknown }) {
  return (
    <Section title={t('journey.payload')}>
      {event === undefined ? (
        <p className="quiet">{t('journey.payloadHidden')}</p>
      ) : (
        <JsonBlock title={t('journey.payload')} text={JSON.stringify(event)} bare />
      )}
    </Section>
  );
}
