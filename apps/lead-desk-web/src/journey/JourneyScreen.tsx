import { Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { eventWords } from '../events/event-columns';
import { Missing } from '../frame/Missing';
import { Trouble } from '../frame/Trouble';
import type { JourneyView } from '../generated';
import { AreaMap } from '../map/AreaMap';
import { Section } from '../frame/Section';
import { DeskProblem } from '../session/desk-problem';
import { t } from '../words/words';
import { areasOf } from './areas';
import { Deliveries } from './Deliveries';
import classes from './Journey.module.css';
import { JourneyFacts } from './JourneyFacts';
import { JourneyHead } from './JourneyHead';
import { journeyQuery } from './journey-query';
import { Lane } from './Lane';
import { Payload } from './Payload';

const route = getRouteApi('/desk/events/journey');

/** One event: what became of it, by which way, and every attempt. */
export function JourneyScreen() {
  const journey = useQuery(journeyQuery(route.useSearch()));
  const { data, error } = journey;
  useDocumentTitle(`${data ? eventWords(data.type) : t('journey.title')} – ${t('product')}`);
  if (error instanceof DeskProblem && error.status === 404) return <Missing />;
  if (journey.isError && !data) return <Trouble error={error} again={() => void journey.refetch()} whole />;
  if (!data) return <Waiting />;
  return (
    <article>
      <JourneyHead journey={data} />
      <Lane journey={data} />
      <Body journey={data} />
    </article>
  );
}

function Body({ journey }: { journey: JourneyView }) {
  const areas = areasOf(journey);
  return (
    <div className={classes.columns}>
      <div className={classes.main}>
        <Deliveries journey={journey} />
      </div>
      <div className={classes.side}>
        {areas.length > 0 && (
          <Section title={t('journey.areas', { count: areas.length })}>
            <AreaMap areas={areas} />
          </Section>
        )}
        <JourneyFacts journey={journey} />
      </div>
      <div className={classes.payload}>
        <Payload event={journey.event} />
      </div>
    </div>
  );
}

function Waiting() {
  return (
    <div aria-busy="true" aria-label={t('loading')} role="status">
      <div className={classes.head}>
        <Skeleton height={22} width="40%" mt={26} />
        <Skeleton height={12} width="60%" mt={14} />
      </div>
      <div className={classes.columns}>
        <div className={classes.main}>
          {[70, 90, 60, 80, 50].map((width) => (
            <Skeleton key={width} height={12} width={`${width}%`} my={16} />
          ))}
        </div>
      </div>
    </div>
  );
}
