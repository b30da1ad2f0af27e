import { IconFilterOff, IconInbox } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Notice } from '../frame/Notice';
import { ScreenHead } from '../frame/ScreenHead';
import { Trouble } from '../frame/Trouble';
import type { IntakeSummaryView } from '../generated';
import { shownColumns } from '../lists/columns';
import { ColumnChooser, ListBar } from '../lists/ListBar';
import { RecordTable } from '../lists/RecordTable';
import { t } from '../words/words';
import { CompactIntake, intakeColumns } from './intake-columns';
import { intakesQuery } from './intake-queries';
import { keyOf } from './intake-words';
import { IntakeFilters } from './IntakeFilters';
import { type IntakesAddress, intakesFilterCount, intakesFilterOf } from './intakes-address';
import { RejectDialog } from './RejectDialog';
import { SelectionBar } from './SelectionBar';
import { useListDecisions } from './use-list-decisions';
import classes from './Intakes.module.css';

const route = getRouteApi('/desk/intakes');

/** Who waits, the longest first; decided on by key, one by one or several at once. */
export function IntakesScreen() {
  const address = route.useSearch();
  const navigate = route.useNavigate();
  const filter = useMemo(() => intakesFilterOf(address), [address]);
  const list = useInfiniteQuery(intakesQuery(filter));
  const intakes = useMemo(() => (list.data?.pages ?? []).flatMap((page) => page.intakes), [list.data]);
  const first = list.data?.pages[0];
  const change = (changes: Partial<IntakesAddress>) => void navigate({ search: (was) => ({ ...was, ...changes }), replace: true });
  const open = ({ target, personId }: { target: string; personId: string }) =>
    void navigate({ to: '/intakes/$target/$id', params: { target, id: personId } });
  const mayDecide = first?.mayDecide ?? false;
  const decisions = useListDecisions(intakes, mayDecide, open);
  const columns = intakeColumns(mayDecide ? decisions.selection : undefined);
  const active = intakesFilterCount(filter);

  return (
    <>
      <ScreenHead title={t('intakes.title')} lead={t('intakes.lead')} />
      <ListBar
        active={active}
        onClear={() => void navigate({ search: ({ direction, columns: chosen }) => ({ direction, columns: chosen }) })}
        filters={<IntakeFilters filter={filter} from={first ?? { tanks: [], sources: [] }} onChange={change} />}
      >
        <ColumnChooser
          columns={columns}
          shown={shownColumns(columns, address.columns, 1300).map((column) => column.key)}
          onChoose={(chosen) => change({ columns: chosen })}
        />
      </ListBar>
      {first && !mayDecide && <p className={classes.lookOnly}>{first.masked ? t('intakes.masked') : t('intakes.lookOnly')}</p>}
      {mayDecide && intakes.length > 0 && <p className={classes.keys}>{t('intakes.keys')}</p>}
      {mayDecide && <SelectionBar {...decisions.bar} />}
      {list.isError && intakes.length === 0 ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : (
        <RecordTable<IntakeSummaryView>
          label={t('intakes.table')}
          place={`intakes${JSON.stringify(filter)}`}
          records={intakes}
          keyOf={keyOf}
          columns={columns}
          chosen={address.columns}
          compact={(intake) => <CompactIntake intake={intake} />}
          open={open}
          sort={{ by: 'since', direction: address.direction ?? 'asc' }}
          onSort={({ direction }) => change({ direction })}
          loading={list.isPending || list.isFetchingNextPage}
          more={list.hasNextPage}
          onEnd={() => void list.fetchNextPage()}
          empty={<Nobody filtered={active > 0} noTank={first?.tanks.length === 0} />}
        />
      )}
      <RejectDialog {...decisions.dialog} />
    </>
  );
}

function Nobody({ filtered, noTank }: { filtered: boolean; noTank: boolean }) {
  return filtered ? (
    <Notice icon={<IconFilterOff stroke={1.5} />} title={t('intakes.emptyFiltered')}>
      {t('intakes.emptyFilteredDo')}
    </Notice>
  ) : (
    <Notice icon={<IconInbox stroke={1.5} />} title={t('intakes.empty')}>
      {noTank ? t('intakes.emptyNoTank') : t('intakes.emptyDo')}
    </Notice>
  );
}
