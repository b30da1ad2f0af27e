import { IconFilterOff, IconMail } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { Notice } from '../frame/Notice';
import { ScreenHead } from '../frame/ScreenHead';
import { Trouble } from '../frame/Trouble';
import { ChoiceChip } from '../lists/FilterChip';
import { ListBar } from '../lists/ListBar';
import { RecordTable } from '../lists/RecordTable';
import { t } from '../words/words';
import { CompactMail, mailColumns } from './mail-columns';
import { mailsQuery } from './mail-queries';
import { mailStates } from './mails-address';

const route = getRouteApi('/desk/mails');

/** Every mail to members, and what became of it. */
export function MailsScreen() {
  const navigate = route.useNavigate();
  const { state } = route.useSearch();
  const list = useInfiniteQuery(mailsQuery(state));
  const mails = (list.data?.pages ?? []).flatMap((page) => page.mails);
  const { fetchNextPage } = list;
  const onEnd = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  return (
    <>
      <ScreenHead title={t('mails.title')} lead={t('mails.lead')} />
      <ListBar
        active={state ? 1 : 0}
        onClear={() => void navigate({ search: {} })}
        filters={
          <ChoiceChip
            name={t('mails.filter')}
            chosen={state}
            choices={mailStates.map((value) => ({ value, label: t(`mails.state.${value}`) }))}
            onChoose={(chosen) => void navigate({ search: { state: chosen }, replace: true })}
          />
        }
      />
      {list.isError && !list.data ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : (
        <RecordTable
          label={t('mails.table')}
          place={`mails${state ?? ''}`}
          records={mails}
          keyOf={({ id }) => id}
          columns={mailColumns}
          compact={(mail) => <CompactMail mail={mail} />}
          open={({ id }) => void navigate({ to: '/mails/$id', params: { id } })}
          loading={list.isPending || list.isFetchingNextPage}
          more={list.hasNextPage}
          onEnd={onEnd}
          empty={<Nothing filtered={state !== undefined} />}
        />
      )}
    </>
  );
}

const Nothing = ({ filtered }: { filtered: boolean }) =>
  filtered ? (
    <Notice icon={<IconFilterOff stroke={1.5} />} title={t('mails.noneFiltered')}>
      {t('mails.noneFilteredDo')}
    </Notice>
  ) : (
    <Notice icon={<IconMail stroke={1.5} />} title={t('mails.none')}>
      {t('mails.noneDo')}
    </Notice>
  );
