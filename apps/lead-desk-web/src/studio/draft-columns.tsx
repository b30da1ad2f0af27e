import { Link } from '@tanstack/react-router';
import type { DraftSummaryView } from '../generated';
import type { Column } from '../lists/columns';
import { When } from '../words/When';
import { t } from '../words/words';

const title = (key: 'name' | 'title' | 'version' | 'changedBy' | 'changedAt'): string => t(`studio.column.${key}`);

export const draftColumns: readonly Column<DraftSummaryView>[] = [
  { key: 'name', title: title('name'), cell: (draft) => <Name draft={draft} /> },
  { key: 'title', title: title('title'), width: 240, from: 720, cell: (draft) => draft.title ?? t('none') },
  { key: 'version', title: title('version'), width: 112, cell: (draft) => <span className="number">{draft.version ?? t('none')}</span> },
  { key: 'changedBy', title: title('changedBy'), width: 200, from: 900, cell: (draft) => <bdi>{draft.changedBy}</bdi> },
  { key: 'changedAt', title: title('changedAt'), width: 148, cell: (draft) => <When at={draft.changedAt} /> },
];

const Name = ({ draft: { name } }: { draft: DraftSummaryView }) => (
  <Link to="/studio/$name" params={{ name }}>
    {name}
  </Link>
);

/** The row on a phone. */
export function CompactDraft({ draft }: { draft: DraftSummaryView }) {
  return (
    <>
      <div className="cut">
        <Name draft={draft} /> <span className="quiet number">{draft.version}</span>
      </div>
      <div className="quiet cut">
        <When at={draft.changedAt} />, <bdi>{draft.changedBy}</bdi>
      </div>
    </>
  );
}
