import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilterOff, IconSearch, IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { oneOf } from '../frame/address';
import { Notice } from '../frame/Notice';
import { ScreenHead } from '../frame/ScreenHead';
import { Trouble } from '../frame/Trouble';
import { shownColumns } from '../lists/columns';
import { ColumnChooser, ListBar } from '../lists/ListBar';
import { RecordTable } from '../lists/RecordTable';
import { useAgencyWords } from '../words/agency-words';
import { t } from '../words/words';
import classes from './People.module.css';
import { leadsOthers } from '../session/works-leads';
import { useSession } from '../session/session';
import { AssignBar } from './AssignBar';
import { CompactPerson, peopleColumns, type Selection } from './people-columns';
import { type PeopleAddress, peopleFilterCount, peopleFilterOf, sorts } from './people-address';
import { PeopleFilters } from './PeopleFilters';
import { peopleQuery } from './people-queries';

const route = getRouteApi('/desk/people');

/** People are counted up to here. */
const counted = 1_000;

/** Everybody known; sorted by interest it is the list of whom to call. */
export function PeopleScreen() {
  const address = route.useSearch();
  const navigate = route.useNavigate();
  const words = useAgencyWords();
  const filter = useMemo(() => peopleFilterOf(address), [address]);
  const list = useInfiniteQuery(peopleQuery(filter));
  const people = useMemo(() => (list.data?.pages ?? []).flatMap((page) => page.people), [list.data]);
  const total = list.data?.pages[0]?.total;
  const change = (changes: Partial<PeopleAddress>) => void navigate({ search: (was) => ({ ...was, ...changes }), replace: true });
  const clear = () => void navigate({ search: ({ sort, direction, columns }) => ({ sort, direction, columns }) });
  const active = peopleFilterCount(filter);
  const { member } = useSession();
  const [chosenIds, setChosenIds] = useState<readonly string[]>([]);
  const chosen = people.filter(({ id }) => chosenIds.includes(id));
  const columns = useMemo(() => {
    const selection: Selection = {
      has: ({ id }) => chosenIds.includes(id),
      toggle: ({ id }) => setChosenIds((was) => (was.includes(id) ? was.filter((one) => one !== id) : [...was, id])),
    };
    return peopleColumns(leadsOthers(member.role) ? selection : undefined);
  }, [chosenIds, member.role]);
  const sort = { by: address.sort ?? 'lastActivity', direction: address.direction ?? 'desc' };

  return (
    <>
      <ScreenHead title={t('people.title')} lead={t('people.lead')}>
        {total !== undefined && (
          <span className="quiet number">
            {total > counted
              ? t('people.more', { number: words.number(counted) })
              : t('people.total', { count: total, number: words.number(total) })}
          </span>
        )}
      </ScreenHead>
      <ListBar
        active={active}
        onClear={clear}
        filters={
          <>
            <Find key={filter.search === undefined ? 'none' : 'some'} value={filter.search ?? ''} onFind={(search) => change({ search })} />
            <PeopleFilters filter={filter} onChange={change} />
          </>
        }
      >
        <ColumnChooser
          columns={columns}
          shown={shownColumns(columns, address.columns, 1300).map((column) => column.key)}
          onChoose={(columns) => change({ columns })}
        />
      </ListBar>
      <AssignBar chosen={chosen} onNone={() => setChosenIds([])} />
      {list.isError && people.length === 0 ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : (
        <RecordTable
          label={t('people.table')}
          place={`people${JSON.stringify(filter)}`}
          records={people}
          keyOf={(person) => person.id}
          columns={columns}
          chosen={address.columns}
          compact={(person) => <CompactPerson person={person} />}
          open={({ id }) => void navigate({ to: '/people/$id', params: { id } })}
          sort={sort}
          onSort={({ by, direction }) => change({ sort: oneOf(by, sorts), direction })}
          total={total !== undefined && total <= counted ? total : undefined}
          loading={list.isPending || list.isFetchingNextPage}
          more={list.hasNextPage}
          onEnd={() => void list.fetchNextPage()}
          empty={<Nobody filtered={active > 0 || filter.search !== undefined} />}
        />
      )}
    </>
  );
}

function Find({ value, onFind }: { value: string; onFind(search: string | undefined): void }) {
  const [typed, setTyped] = useState(value);
  const find = useDebouncedCallback((text: string) => onFind(text.trim() || undefined), 200);
  const type = (text: string) => {
    setTyped(text);
    find(text);
  };
  return (
    <TextInput
      className={classes.find}
      size="xs"
      aria-label={t('people.find')}
      placeholder={t('people.find')}
      leftSection={<IconSearch size={14} stroke={1.75} />}
      rightSection={
        typed !== '' && <CloseButton size="xs" aria-label={t('list.remove', { name: t('people.find') })} onClick={() => type('')} />
      }
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
}

function Nobody({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <Notice icon={<IconFilterOff stroke={1.5} />} title={t('people.emptyFiltered')}>
      {t('people.emptyFilteredDo')}
    </Notice>
  ) : (
    <Notice icon={<IconUsers stroke={1.5} />} title={t('people.empty')}>
      {t('people.emptyDo')}
    </Notice>
  );
}
