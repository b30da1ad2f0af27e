import { IconFilterOff, IconGavel } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { Notice } from '../../frame/Notice';
import { ScreenHead } from '../../frame/ScreenHead';
import { Trouble } from '../../frame/Trouble';
import type { LeadRequestView } from '../../generated';
import { ChoiceChip } from '../../lists/FilterChip';
import { ListBar } from '../../lists/ListBar';
import { RecordTable } from '../../lists/RecordTable';
import { t } from '../../words/words';
import { leadRequestsQuery } from '../lead-queries';
import { actWord } from '../lead-words';
import { RequestDialog } from '../RequestDialog';
import { CompactRequest, requestColumns } from './request-columns';
import { requestedActs, type RequestsAddress, requestStates } from './requests-address';

const route = getRouteApi('/desk/requests');

/** What agents asked for, what waits for a decision, and what was decided, by whom and why (B3). */
export function RequestsScreen() {
  const navigate = route.useNavigate();
  const filter = route.useSearch();
  const list = useInfiniteQuery(leadRequestsQuery(filter));
  const requests = (list.data?.pages ?? []).flatMap((page) => page.requests);
  const [reviewed, setReviewed] = useState<LeadRequestView>();
  const decides = list.data?.pages[0]?.decides === true;
  const columns = useMemo(() => requestColumns(decides ? setReviewed : undefined), [decides]);
  const { fetchNextPage } = list;
  const onEnd = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const change = (changes: RequestsAddress) => void navigate({ search: (was) => ({ ...was, ...changes }), replace: true });
  const active = Object.values(filter).filter((value) => value !== undefined).length;
  return (
    <>
      <ScreenHead title={t('leads.requests.title')} lead={t('leads.requests.lead')}>
        <Link to="/leads">{t('leads.requests.toLeads')}</Link>
      </ScreenHead>
      <ListBar active={active} onClear={() => void navigate({ search: {} })} filters={<Filters filter={filter} onChange={change} />} />
      {list.isError && !list.data ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : (
        <RecordTable
          label={t('leads.requests.table')}
          place={`requests${JSON.stringify(filter)}`}
          records={requests}
          keyOf={({ id }) => id}
          columns={columns}
          compact={(request) => <CompactRequest request={request} review={decides ? setReviewed : undefined} />}
          open={({ leadId, opens }) => {
            if (opens) void navigate({ to: '/leads/$id', params: { id: leadId } });
          }}
          loading={list.isPending || list.isFetchingNextPage}
          more={list.hasNextPage}
          onEnd={onEnd}
          empty={<Nothing filtered={active > 0} />}
        />
      )}
      <RequestDialog lead={reviewed && { ...reviewed, id: reviewed.leadId, request: reviewed }} close={() => setReviewed(undefined)} />
    </>
  );
}

function Filters({ filter, onChange }: { filter: RequestsAddress; onChange(changes: RequestsAddress): void }) {
  return (
    <>
      <ChoiceChip
        name={t('leads.requests.column.state')}
        chosen={filter.state}
        choices={requestStates.map((value) => ({ value, label: t(`leads.requests.state.${value}`) }))}
        onChoose={(state) => onChange({ state })}
      />
      <ChoiceChip
        name={t('leads.requests.column.act')}
        chosen={filter.act}
        choices={requestedActs.map((value) => ({ value, label: actWord(value) }))}
        onChoose={(act) => onChange({ act })}
      />
      <ChoiceChip
        name={t('leads.requests.column.by')}
        chosen={filter.mine}
        choices={[{ value: 'true' as const, label: t('leads.me') }]}
        onChoose={(mine) => onChange({ mine })}
      />
    </>
  );
}

const Nothing = ({ filtered }: { filtered: boolean }) =>
  filtered ? (
    <Notice icon={<IconFilterOff stroke={1.5} />} title={t('leads.requests.emptyFiltered')}>
      {t('leads.requests.emptyFilteredDo')}
    </Notice>
  ) : (
    <Notice icon={<IconGavel stroke={1.5} />} title={t('leads.requests.empty')}>
      {t('leads.requests.emptyDo')}
    </Notice>
  );
