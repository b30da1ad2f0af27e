import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { packsQuery } from '../../connections/connection-queries';
import { type DraftView, publishDraft } from '../../generated';
import { DeskProblem } from '../../session/desk-problem';
import { t } from '../../words/words';
import classes from '../Studio.module.css';
import { Promote } from './Promote';
import { Refused } from './Refused';

interface PublishDraftProps {
  draft: DraftView;
  unsaved: boolean;
  opened: boolean;
  close(): void;
}

/** Publishes what is saved, and then promotes connections to it. */
export function PublishDraft({ draft, unsaved, opened, close }: PublishDraftProps) {
  const queries = useQueryClient();
  const publish = useMutation({
    mutationFn: () => publishDraft({ path: { name: draft.name }, body: { revision: draft.revision } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: packsQuery.queryKey });
      void queries.invalidateQueries({ queryKey: ['connections', 'list'] });
    },
  });
  const end = () => {
    close();
    publish.reset();
  };
  const [pack, version] = [memberOf(draft, 'pack'), memberOf(draft, 'version')];
  return (
    <Modal
      opened={opened}
      onClose={end}
      title={t('studio.publishTitle', { pack, version })}
      closeButtonProps={{ 'aria-label': t('studio.cancel') }}
    >
      {publish.data ? (
        <Promote {...publish.data} />
      ) : (
        <>
          <p>{unsaved ? t('studio.publishFirst') : t('studio.publishAbout')}</p>
          {publish.error && <Refused says={wordsOf(publish.error)} />}
          <div className={classes.answers}>
            <Button variant="default" onClick={end}>
              {t('studio.cancel')}
            </Button>
            <Button disabled={unsaved} loading={publish.isPending} onClick={() => publish.mutate()}>
              {t('studio.publish')}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}

const memberOf = (draft: DraftView, member: 'pack' | 'version'): string =>
  new RegExp(`^${member}:\\s*(\\S+)`, 'mu').exec(draft.files.find(({ path }) => path === 'pack.yaml')?.text ?? '')?.[1] ?? '';

const wordsOf = (error: Error): readonly string[] =>
  error instanceof DeskProblem && error.problems.length > 0 ? error.problems.map(({ message }) => message) : [error.message];
