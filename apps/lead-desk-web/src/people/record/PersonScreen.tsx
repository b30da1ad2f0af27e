import { Skeleton, Tabs } from '@mantine/core';
import { useDocumentTitle, useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Trouble } from '../../frame/Trouble';
import type { PersonView } from '../../generated';
import { t } from '../../words/words';
import { nameOf } from '../people-columns';
import { personQuery } from '../people-queries';
import { Facts } from './Facts';
import { NextSteps } from './NextSteps';
import classes from './Person.module.css';
import { PersonHead } from './PersonHead';
import { type PersonAddress, tabs } from './person-address';
import { Timeline } from './Timeline';
import { WithWishDialogs } from './wishes/WishDialogs';
import { Wishes } from './wishes/Wishes';

const route = getRouteApi('/desk/people/$id');

/** One person: facts left, what happened in the middle, what to do next on the right. */
export function PersonScreen() {
  const { id } = route.useParams();
  const person = useQuery(personQuery(id));
  useDocumentTitle(person.data ? `${nameOf(person.data.summary)} – ${t('product')}` : t('product'));
  if (person.isError) return <Trouble error={person.error} again={() => void person.refetch()} whole />;
  if (!person.data) return <Waiting />;
  return (
    <article className={classes.page}>
      <PersonHead person={person.data} />
      <WithWishDialogs person={person.data}>
        <Body person={person.data} />
      </WithWishDialogs>
    </article>
  );
}

function Body({ person }: { person: PersonView }) {
  const { tab = 'next', kind } = route.useSearch();
  const navigate = route.useNavigate();
  const phone = useMediaQuery('(max-width: 767px)', undefined, { getInitialValueInEffect: false });
  const change = (changes: PersonAddress) => void navigate({ search: (was) => ({ ...was, ...changes }), replace: true });
  const next = <NextSteps person={person} />;
  const timeline = <Timeline id={person.summary.id} kind={kind} onKind={(chosen) => change({ kind: chosen })} />;
  const about = (
    <>
      <Facts person={person} />
      <Wishes person={person} />
    </>
  );
  if (phone) {
    return (
      <Tabs value={tab} onChange={(chosen) => change({ tab: tabs.find((each) => each === chosen) })} keepMounted={false}>
        <Tabs.List grow className={classes.tabs}>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`person.tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="next" className={classes.panel}>
          {next}
        </Tabs.Panel>
        <Tabs.Panel value="timeline" className={classes.panel}>
          {timeline}
        </Tabs.Panel>
        <Tabs.Panel value="about" className={classes.panel}>
          {about}
        </Tabs.Panel>
      </Tabs>
    );
  }
  return (
    <div className={classes.columns}>
      <div className={classes.about}>{about}</div>
      <div className={classes.timeline}>{timeline}</div>
      <div className={classes.next}>{next}</div>
    </div>
  );
}

function Waiting() {
  return (
    <div className={classes.page} aria-busy="true" aria-label={t('loading')} role="status">
      <div className={classes.head}>
        <Skeleton height={24} width={220} mt={28} />
      </div>
      <div className={classes.columns}>
        {[0, 1, 2].map((column) => (
          <div key={column}>
            {[70, 90, 60, 80, 50].map((width) => (
              <Skeleton key={width} height={12} width={`${width}%`} my={16} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
