import { Button, Group, Modal } from '@mantine/core';
import type { PondView } from '../generated';
import { t } from '../words/words';
import { useRemovePond } from './use-pond-changes';

/** Asked before: what is in it is nobody's after it. */
export function RemovePond({ pond, close }: { pond: PondView | undefined; close(): void }) {
  const remove = useRemovePond(close);
  return (
    <Modal
      opened={pond !== undefined}
      onClose={close}
      title={pond && t('ponds.removeTitle', { name: pond.name })}
      closeButtonProps={{ 'aria-label': t('ponds.cancel') }}
    >
      {pond && <p>{t('ponds.removeAbout', { count: pond.leads })}</p>}
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={close}>
          {t('ponds.cancel')}
        </Button>
        <Button color="red" loading={remove.isPending} onClick={() => pond && remove.mutate(pond)}>
          {t('ponds.remove')}
        </Button>
      </Group>
    </Modal>
  );
}
