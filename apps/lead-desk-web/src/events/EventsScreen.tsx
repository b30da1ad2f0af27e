import { IconActivity, IconFilterOff } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useRef } from 'react';
import { Notice } from '../frame/Notice';
import { ScreenHead } from '../frame/ScreenHead';
import { Trouble } from '../frame/Trouble';
import { shownColumns } from '../lists/columns';
import { Fresh } from '../lists/Fresh';
import { ColumnChooser, ListBar } from '../lists/ListBar';
import { RecordTable } from '../lists/RecordTable';
import { Status } from '../theme/Status';
import { t } from '../words/words';
import { CompactEvent, eventColumns } from './event-columns';
import { EventFilters, OutcomeSwitch } from './EventFilters';
import { type EventsAddress, filterCount, filterOf, keyOf } from './events-address';
import { useLiveEvents } from './live-events';

const route = getRouteApi('/desk/events');

/** The live list of all that passes. */
export function EventsScreen() {
  const address = route.useSearch();
  const navigate = route.useNavigate();
  const filter = useMemo(() => filterOf(address), [address]);
  const list = useLiveEvents(filter);
  const viewport = useRef<HTMLDivElement>(null);
  const change = (changes: Partial<EventsAddress>) => void navigate({ search: (was) => ({ ...was, ...changes }), replace: true });
  const clear = () => void navigate({ search: (was) => ({ columns: was.columns }) });
  const active = filterCount(filter);

  const showFresh = () => {
    list.showFresh();
    viewport.current?.scrollTo({ top: 0 });
  };

  return (
    <>
      <ScreenHead title={t('events.title')} lead={t('events.lead')}>
        <span title={t('events.liveHint')} role="status">
          <Status tone={list.live ? 'good' : 'wait'}>{list.live ? t('events.live') : t('events.reconnecting')}</Status>
        </span>
      </ScreenHead>
      <ListBar filters={<OutcomeSwitch filter={filter} onChange={change} />} active={0} onClear={clear} />
      <ListBar filters={<EventFilters filter={filter} onChange={change} />} active={active} onClear={clear}>
        <ColumnChooser
          columns={eventColumns}
          shown={shownColumns(eventColumns, address.columns, 1200).map((column) => column.key)}
          onChoose={(columns) => change({ columns })}
        />
      </ListBar>
      <Fresh count={list.fresh} label={t('list.freshShow', { count: list.fresh })} onShow={showFresh}>
        {list.isError && list.events.length === 0 ? (
          <Trouble error={list.error} again={() => void list.refetch()} />
        ) : (
          <RecordTable
            label={t('events.table')}
            place={`events${JSON.stringify(filter)}`}
            viewport={viewport}
            records={list.events}
            keyOf={keyOf}
            columns={eventColumns}
            chosen={address.columns}
            compact={(event) => <CompactEvent event={event} />}
            open={({ participant, source, id }) => void navigate({ to: '/events/journey', search: { participant, source, id } })}
            loading={list.isPending || list.isFetchingNextPage}
            more={list.hasNextPage}
            onEnd={() => void list.fetchNextPage()}
            empty={<NoEvents filtered={active > 0} />}
          />
        )}
      </Fresh>
    </>
  );
}

function NoEvents({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <Notice icon={<IconFilterOff stroke={1.5} />} title={t('events.emptyFiltered')}>
      {t('events.emptyFilteredDo')}
    </Notice>
  ) : (
    <Notice icon={<IconActivity stroke={1.5} />} title={t('events.empty')}>
      {t('events.emptyDo')}
    </Notice>
  );
}
