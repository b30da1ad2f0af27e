import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { showTrouble } from '../../connections/connection-changes';
import { deleteDraft, type DraftView } from '../../generated';
import { t } from '../../words/words';
import { draftQuery, draftsQuery } from '../studio-queries';
import classes from '../Studio.module.css';

/** Asks first: nothing brings it back. */
export function DeleteDraft({ draft: { name }, opened, close }: { draft: DraftView; opened: boolean; close(): void }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const gone = useMutation({
    mutationFn: () => deleteDraft({ path: { name } }),
    onSuccess: async () => {
      notifications.show({ message: t('studio.deleted', { name }), withBorder: true });
      await navigate({ to: '/studio', ignoreBlocker: true });
      queries.removeQueries({ queryKey: draftQuery(name).queryKey });
      void queries.invalidateQueries({ queryKey: draftsQuery.queryKey });
    },
    onError: showTrouble,
  });
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('studio.deleteTitle', { name })}
      closeButtonProps={{ 'aria-label': t('studio.cancel') }}
    >
      <p>{t('studio.deleteAbout')}</p>
      <div className={classes.answers}>
        <Button variant="default" onClick={close}>
          {t('studio.cancel')}
        </Button>
        <Button onClick={() => gone.mutate()} loading={gone.isPending}>
          {t('studio.delete')}
        </Button>
      </div>
    </Modal>
  );
}
