import { ActionIcon, Button } from '@mantine/core';
import { IconDownload, IconFilterOff, IconGavel, IconPlus, IconSettings, IconTargetArrow } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { oneOf } from '../../frame/address';
import { Notice } from '../../frame/Notice';
import { ScreenHead } from '../../frame/ScreenHead';
import { Trouble } from '../../frame/Trouble';
import type { LeadSummaryView, MayDoView } from '../../generated';
import { shownColumns } from '../../lists/columns';
import { Fresh } from '../../lists/Fresh';
import { ColumnChooser, ListBar } from '../../lists/ListBar';
import { RecordTable } from '../../lists/RecordTable';
import { Selected } from '../../lists/Selected';
import { IntoPondMenu } from '../../ponds/IntoPondMenu';
import { useSession } from '../../session/session';
import { leadsOthers, setsLeads } from '../../session/works-leads';
import { useAgencyWords } from '../../words/agency-words';
import { t } from '../../words/words';
import { ActDialog, needsMore } from '../ActDialog';
import { leadsQuery } from '../lead-queries';
import { actWord, askWord } from '../lead-words';
import { type LeadsAddress, leadsFilterCount, leadsFilterOf, sorts } from '../leads-address';
import classes from '../Leads.module.css';
import { RequestDialog } from '../RequestDialog';
import { useLeadActs } from '../use-lead-acts';
import { CsvDialog } from './CsvDialog';
import { CompactLead, leadColumns } from './lead-columns';
import { LeadFilters } from './LeadFilters';
import { useLeadKeys } from './use-lead-keys';
import { useFreshLeads } from './use-fresh-leads';
import { SavedViews } from './SavedViews';

const route = getRouteApi('/desk/leads');
/** Leads are counted up to here, and acted on up to there at once. */
const counted = 1_000;
const mostAtOnce = 500;

/** Every lead one may see: found, sorted, decided on, and taken away as a file. */
export function LeadsScreen() {
  const address = route.useSearch();
  const navigate = route.useNavigate();
  const filter = useMemo(() => leadsFilterOf(address), [address]);
  const list = useInfiniteQuery(leadsQuery(filter));
  const leads = useMemo(() => (list.data?.pages ?? []).flatMap((page) => page.leads), [list.data]);
  const first = list.data?.pages[0];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [reviewed, setReviewed] = useState<LeadSummaryView>();
  const [csv, setCsv] = useState(false);
  const selected = leads.filter(({ id }) => chosen.has(id));
  const change = (changes: Partial<LeadsAddress>) => void navigate({ search: (was) => ({ ...was, ...changes }), replace: true });
  const active = leadsFilterCount(filter);
  const toggle = ({ id }: LeadSummaryView) =>
    setChosen((was) => new Set(was.has(id) ? [...was].filter((each) => each !== id) : [...was, id]));
  const review = first?.decides ? setReviewed : undefined;
  useLeadKeys({ leads, toggle, review, add: () => void navigate({ to: '/leads/new' }) });
  const columns = leadColumns({ selection: { has: ({ id }) => chosen.has(id), toggle }, review });
  const total = first?.total;
  const viewport = useRef<HTMLDivElement>(null);
  const fresh = useFreshLeads(filter, list.isPlaceholderData ? undefined : list.data);
  const showFresh = () => {
    viewport.current?.scrollTo({ top: 0 });
    void fresh.show();
  };

  return (
    <>
      <ScreenHead title={t('leads.title')} lead={t('leads.lead')}>
        <HeadActs total={total} address={address} onDownload={() => setCsv(true)} />
      </ScreenHead>
      <ListBar
        active={active}
        onClear={() => void navigate({ search: ({ sort, direction, columns: shown }) => ({ sort, direction, columns: shown }) })}
        filters={<LeadFilters filter={filter} onChange={change} />}
      >
        <ColumnChooser
          columns={columns}
          shown={shownColumns(columns, address.columns, 1300).map((column) => column.key)}
          onChoose={(keys) => change({ columns: keys })}
        />
      </ListBar>
      <SelectedActs
        selected={selected.slice(0, mostAtOnce)}
        mayDo={first?.mayDo ?? []}
        onAll={() => setChosen(new Set(leads.slice(0, mostAtOnce).map(({ id }) => id)))}
        onNone={() => setChosen(new Set())}
      />
      <Fresh count={fresh.count} label={t('leads.freshShow', { count: fresh.count })} onShow={showFresh}>
        {list.isError && leads.length === 0 ? (
          <Trouble error={list.error} again={() => void list.refetch()} />
        ) : (
          <RecordTable<LeadSummaryView>
            label={t('leads.table')}
            place={`leads${JSON.stringify(filter)}`}
            viewport={viewport}
            records={leads}
            keyOf={({ id }) => id}
            columns={columns}
            chosen={address.columns}
            compact={(lead) => <CompactLead lead={lead} review={review} />}
            open={({ id }) => void navigate({ to: '/leads/$id', params: { id } })}
            sort={{ by: address.sort ?? 'openedAt', direction: address.direction ?? 'desc' }}
            onSort={({ by, direction }) => change({ sort: oneOf(by, sorts), direction })}
            total={total !== undefined && total <= counted ? total : undefined}
            loading={list.isPending || list.isFetchingNextPage}
            more={list.hasNextPage}
            onEnd={() => void list.fetchNextPage()}
            empty={<Nothing filtered={active > 0 || filter.search !== undefined} />}
          />
        )}
      </Fresh>
      <RequestDialog lead={reviewed} close={() => setReviewed(undefined)} />
      <CsvDialog opened={csv} filter={filter} close={() => setCsv(false)} />
    </>
  );
}

function HeadActs({ total, address, onDownload }: { total: number | undefined; address: LeadsAddress; onDownload(): void }) {
  const words = useAgencyWords();
  const { member } = useSession();
  return (
    <div className={classes.headActs}>
      {total !== undefined && (
        <span className={`quiet number ${classes.onlyWide}`}>
          {total > counted
            ? t('leads.more', { number: words.number(counted) })
            : t('leads.total', { count: total, number: words.number(total) })}
        </span>
      )}
      <Button
        variant="default"
        className={classes.onlyWide}
        renderRoot={(props) => <Link to="/requests" {...props} />}
        leftSection={<IconGavel size={16} stroke={1.75} aria-hidden />}
      >
        {t('leads.requests.title')}
      </Button>
      <SavedViews address={address} />
      <Button
        className={classes.onlyWide}
        variant="default"
        leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}
        onClick={onDownload}
      >
        {t('leads.csv.button')}
      </Button>
      {setsLeads(member.role) && (
        <ActionIcon
          className={classes.onlyWide}
          variant="default"
          size={36}
          aria-label={t('nav.leadSettings')}
          title={t('nav.leadSettings')}
          renderRoot={(props) => <Link to="/lead-settings" {...props} />}
        >
          <IconSettings size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      )}
      <Button renderRoot={(props) => <Link to="/leads/new" {...props} />} leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}>
        {t('leads.add')}
      </Button>
    </div>
  );
}

interface SelectedActsProps {
  selected: readonly LeadSummaryView[];
  mayDo: readonly MayDoView[];
  onAll(): void;
  onNone(): void;
}

function SelectedActs({ selected, mayDo, onAll, onNone }: SelectedActsProps) {
  const { member } = useSession();
  const [asked, setAsked] = useState<MayDoView>();
  const acts = useLeadActs(() => {
    setAsked(undefined);
    onNone();
  });
  const begin = (may: MayDoView) => (needsMore(may) ? setAsked(may) : acts.mutate({ act: may.act, leads: selected }));
  return (
    <>
      <Selected count={selected.length} onAll={onAll} onNone={onNone}>
        {mayDo.map((may) => (
          <Button key={may.act} size="compact-sm" variant="default" loading={acts.isPending} onClick={() => begin(may)}>
            {may.how === 'request' ? askWord(may.act) : actWord(may.act)}
          </Button>
        ))}
        {leadsOthers(member.role) && <IntoPondMenu leads={selected.map(({ id }) => id)} onDone={onNone} />}
      </Selected>
      <ActDialog
        asked={asked}
        onClose={() => setAsked(undefined)}
        onConfirm={(more) => asked && acts.mutate({ act: asked.act, leads: selected, ...more })}
      />
    </>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <Notice icon={<IconFilterOff stroke={1.5} />} title={t('leads.emptyFiltered')}>
      {t('leads.emptyFilteredDo')}
    </Notice>
  ) : (
    <Notice icon={<IconTargetArrow stroke={1.5} />} title={t('leads.empty')}>
      {t('leads.emptyDo')}
    </Notice>
  );
}
