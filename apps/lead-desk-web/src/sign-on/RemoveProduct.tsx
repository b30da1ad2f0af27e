import { Button, Group, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showTrouble } from '../connections/connection-changes';
import { type ProductView, removeProduct } from '../generated';
import { t } from '../words/words';

/** Asked before: links that are open go nowhere after it. */
export function RemoveProduct({ product, close }: { product: ProductView | undefined; close(): void }) {
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: ({ id }: ProductView) => removeProduct({ path: { id } }),
    onSuccess: (_, { name }) => notifications.show({ message: t('signOn.removed', { name }), withBorder: true }),
    onError: showTrouble,
    onSettled: () => {
      close();
      return queries.invalidateQueries({ queryKey: ['sign-on'] });
    },
  });
  return (
    <Modal
      opened={product !== undefined}
      onClose={close}
      title={product && t('signOn.removeTitle', { name: product.name })}
      closeButtonProps={{ 'aria-label': t('signOn.cancel') }}
    >
      <p>{t('signOn.removeAbout')}</p>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={close}>
          {t('signOn.cancel')}
        </Button>
        <Button color="red" loading={remove.isPending} onClick={() => product && remove.mutate(product)}>
          {t('signOn.remove')}
        </Button>
      </Group>
    </Modal>
  );
}
