import { Button, Group, Modal, Switch, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { showTrouble } from '../connections/connection-changes';
import { addProduct, changeProduct, type ProductView } from '../generated';
import { DeskProblem } from '../session/desk-problem';
import { useSession } from '../session/session';
import { t } from '../words/words';
import { productsQuery } from './sign-on-queries';
import type { Asked } from './SignOnScreen';
import classes from './SignOn.module.css';

/** Adds a product, or changes one there is. */
export function ProductDialog({ asked, close }: { asked: Asked | undefined; close(): void }) {
  const product = asked?.about === 'edit' ? asked.product : undefined;
  const opened = asked?.about === 'add' || product !== undefined;
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={product ? t('signOn.editTitle', { name: product.name }) : t('signOn.addTitle')}
      closeButtonProps={{ 'aria-label': t('signOn.cancel') }}
    >
      {opened && <Fields product={product} close={close} />}
    </Modal>
  );
}

const fields = ['name', 'id', 'redirect', 'audience'] as const;
type Field = (typeof fields)[number];

function Fields({ product, close }: { product: ProductView | undefined; close(): void }) {
  const { member } = useSession();
  const [values, setValues] = useState<Record<Field, string>>({
    name: product?.name ?? '',
    id: product?.id ?? '',
    redirect: product?.redirect ?? '',
    audience: product?.audience ?? '',
  });
  const [allowPrivate, setAllowPrivate] = useState((product?.allowedPrivate.length ?? 0) > 0);
  const save = useSave(product, close);
  const wrong = save.error instanceof DeskProblem ? save.error.problems : [];
  const errorOf = (field: string) => wrong.find(({ path }) => path === `/${field}`)?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Nobody else may say so, and what was allowed stays.
    save.mutate({ ...values, allowPrivate: member.role === 'admin' ? allowPrivate : undefined });
  };
  return (
    <form noValidate className={classes.form} onSubmit={submit}>
      {fields
        .filter((field) => field !== 'id' || !product)
        .map((field, i) => (
          <TextInput
            key={field}
            label={t(`signOn.${field}`)}
            description={t(`signOn.${field}Help`)}
            value={values[field]}
            onChange={({ currentTarget: { value } }) => setValues((was) => ({ ...was, [field]: value }))}
            error={errorOf(field)}
            data-autofocus={i === 0 || undefined}
            autoComplete="off"
            spellCheck={false}
          />
        ))}
      {member.role === 'admin' && (
        <Switch
          label={t('signOn.allowPrivate')}
          description={t('signOn.allowPrivateHelp')}
          checked={allowPrivate}
          onChange={(event) => setAllowPrivate(event.currentTarget.checked)}
          error={errorOf('allowPrivate')}
        />
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={close}>
          {t('signOn.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {product ? t('signOn.save') : t('signOn.add')}
        </Button>
      </Group>
    </form>
  );
}

type Values = Record<Field, string> & { allowPrivate: boolean | undefined };

function useSave(product: ProductView | undefined, close: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...rest }: Values): Promise<ProductView> =>
      product ? changeProduct({ path: { id: product.id }, body: rest }) : addProduct({ body: { id, ...rest } }),
    onSuccess: ({ name }) => {
      notifications.show({ message: product ? t('signOn.saved', { name }) : t('signOn.added', { name }), withBorder: true });
      void queries.invalidateQueries({ queryKey: productsQuery.queryKey });
      close();
    },
    // What belongs to a field stands at it.
    onError: (error) => {
      if (!(error instanceof DeskProblem) || error.problems.some(({ path }) => path === '') || error.problems.length === 0)
        showTrouble(error);
    },
  });
}
