import type { ConnectionView } from '../generated';
import { span, useAgencyWords } from '../words/agency-words';
import { t } from '../words/words';
import { useNow } from '../words/When';

/** What is on its way for less is no wait. */
const worthTellingMs = 10_000;

/** What waits, both ways, and how long the oldest has. */
export function Waiting({ connection }: { connection: ConnectionView }) {
  const words = useAgencyWords();
  const now = useNow();
  const { deliveries, waiting } = connection;
  const counts = [
    ['inFlight', deliveries.inFlight],
    ['held', deliveries.held],
    ['parked', deliveries.parked + waiting.parked],
    ['toRead', waiting.toRead],
  ] as const;
  const said = counts.flatMap(([what, count]) => (count > 0 ? [t(`connections.waits.${what}`, { number: words.number(count) })] : []));
  if (said.length === 0) return <span className="quiet">{t('connections.nothingWaits')}</span>;
  const { oldestAt } = deliveries;
  const age = oldestAt === null ? 0 : now - Date.parse(oldestAt);
  return (
    <>
      {said.join(', ')}
      {oldestAt !== null && age >= worthTellingMs && (
        <span className="quiet" title={words.exact(oldestAt)}>
          {', '}
          {t('connections.oldest', { span: span(age) })}
        </span>
      )}
    </>
  );
}
