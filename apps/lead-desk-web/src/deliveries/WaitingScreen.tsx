import { IconCircleCheck, IconFilterOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Notice } from '../frame/Notice';
import { ScreenHead } from '../frame/ScreenHead';
import { Trouble } from '../frame/Trouble';
import type { WaitingDeliveryView } from '../generated';
import { shownColumns } from '../lists/columns';
import { ColumnChooser, ListBar } from '../lists/ListBar';
import { RecordTable } from '../lists/RecordTable';
import { t } from '../words/words';
import { SkipDialog } from './SkipDialog';
import { useWaitingDecisions } from './use-waiting-decisions';
import { type WaitingAddress, waitingFilterCount, waitingFilterOf } from './waiting-address';
import { WaitingBar } from './WaitingBar';
import { CompactWaiting, waitingColumns } from './waiting-columns';
import { WaitingFilters } from './WaitingFilters';
import { waitingQuery } from './waiting-queries';
import classes from './Waiting.module.css';

const route = getRouteApi('/desk/held');

/** What is held or parked over all targets, and why; tried again, skipped, or mended in the studio. */
export function WaitingScreen() {
  const address = route.useSearch();
  const navigate = route.useNavigate();
  const filter = useMemo(() => waitingFilterOf(address), [address]);
  const list = useInfiniteQuery(waitingQuery(filter));
  const deliveries = useMemo(() => (list.data?.pages ?? []).flatMap((page) => page.deliveries), [list.data]);
  const change = (changes: Partial<WaitingAddress>) => void navigate({ search: (was) => ({ ...was, ...changes }), replace: true });
  const decisions = useWaitingDecisions(deliveries);
  const columns = waitingColumns(decisions.selection, decisions.acts);
  const active = waitingFilterCount(filter);
  const open = ({ participant, source, id }: WaitingDeliveryView) =>
    void navigate({ to: '/events/journey', search: { participant, source, id } });

  return (
    <>
      <ScreenHead title={t('deliveries.title')} lead={t('deliveries.lead')} />
      <ListBar
        active={active}
        onClear={() => void navigate({ search: ({ direction, columns: chosen }) => ({ direction, columns: chosen }) })}
        filters={<WaitingFilters filter={filter} onChange={change} />}
      >
        <ColumnChooser
          columns={columns}
          shown={shownColumns(columns, address.columns, 1400).map((column) => column.key)}
          onChoose={(chosen) => change({ columns: chosen })}
        />
      </ListBar>
      {deliveries.length > 0 && <p className={classes.keys}>{t('deliveries.keys')}</p>}
      <WaitingBar {...decisions.bar} />
      {list.isError && deliveries.length === 0 ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : (
        <RecordTable<WaitingDeliveryView>
          label={t('deliveries.table')}
          place={`held${JSON.stringify(filter)}`}
          records={deliveries}
          keyOf={({ ref }) => ref}
          columns={columns}
          chosen={address.columns}
          compact={(delivery) => <CompactWaiting delivery={delivery} acts={decisions.acts} />}
          open={open}
          sort={{ by: 'since', direction: address.direction ?? 'asc' }}
          onSort={({ direction }) => change({ direction })}
          loading={list.isPending || list.isFetchingNextPage}
          more={list.hasNextPage}
          onEnd={() => void list.fetchNextPage()}
          empty={<Nothing filtered={active > 0} />}
        />
      )}
      <SkipDialog {...decisions.dialog} />
    </>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <Notice icon={<IconFilterOff stroke={1.5} />} title={t('deliveries.noneFiltered')}>
      {t('deliveries.noneFilteredDo')}
    </Notice>
  ) : (
    <Notice icon={<IconCircleCheck stroke={1.5} />} title={t('deliveries.none')}>
      {t('deliveries.noneDo')}
    </Notice>
  );
}
