import { Button } from '@mantine/core';
import { IconPencilCode, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Notice } from '../frame/Notice';
import { ScreenHead } from '../frame/ScreenHead';
import { Trouble } from '../frame/Trouble';
import { RecordTable } from '../lists/RecordTable';
import { t } from '../words/words';
import { BeginDraft } from './BeginDraft';
import { CompactDraft, draftColumns } from './draft-columns';
import { waitingEventOf } from './studio-address';
import { draftsQuery } from './studio-queries';

const route = getRouteApi('/desk/studio');

/** All drafts of the agency. */
export function DraftsScreen() {
  const navigate = route.useNavigate();
  const { begin, pack, version, ...event } = route.useSearch();
  const [beginning, setBeginning] = useState(begin !== undefined);
  const from = pack !== undefined && version !== undefined ? { pack, version } : undefined;
  const list = useQuery(draftsQuery);
  return (
    <>
      <ScreenHead title={t('studio.title')} lead={t('studio.lead')}>
        <Button onClick={() => setBeginning(true)} leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}>
          {t('studio.begin')}
        </Button>
      </ScreenHead>
      {list.isError && !list.data ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : (
        <RecordTable
          label={t('studio.table')}
          place="studio"
          records={list.data ?? []}
          keyOf={({ name }) => name}
          columns={draftColumns}
          compact={(draft) => <CompactDraft draft={draft} />}
          open={({ name }) => void navigate({ to: '/studio/$name', params: { name } })}
          loading={list.isPending}
          more={false}
          onEnd={noMore}
          empty={
            <Notice icon={<IconPencilCode stroke={1.5} />} title={t('studio.empty')}>
              <p>{t('studio.emptyDo')}</p>
            </Notice>
          }
        />
      )}
      <BeginDraft opened={beginning} close={() => setBeginning(false)} name={begin} from={from} event={waitingEventOf(event)} />
    </>
  );
}

/** All of them are there at once. */
const noMore = (): void => undefined;
