import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { addConnection, type ConnectionView, type PackView, testConnection } from '../../generated';
import { DeskProblem } from '../../session/desk-problem';
import { t } from '../../words/words';
import { showTrouble, useChanged } from '../connection-changes';
import { testKey } from '../connection-queries';
import { ConnectionFields } from './ConnectionFields';
import { emptyForm, type FormValues, settingsToSend } from './form-values';
import classes from './SetUp.module.css';
import { showFirst, useConnectionForm } from './use-connection-form';

/** Sets one up, tests it at once, and leads to it. */
export function NewConnection({ pack }: { pack: PackView }) {
  const { form, others, refuse, forget } = useConnectionForm({ pack, initial: emptyForm(pack), kept: [], isNew: true });
  const navigate = useNavigate();
  const changed = useChanged();
  const tryIt = useTryIt();
  const add = useMutation({
    mutationFn: (values: FormValues): Promise<ConnectionView> => addConnection({ body: bodyOf(pack, values) }),
    onSuccess: async (connection) => {
      changed(connection);
      await tryIt(connection.id);
      await navigate({ to: '/connections/$id', params: { id: connection.id } });
    },
    onError: (error) => (error instanceof DeskProblem && error.problems.length > 0 ? refuse(error) : showTrouble(error)),
  });
  return (
    <>
      <h1 className={classes.title}>{t('connections.setUpOf', { title: pack.title })}</h1>
      <p className={classes.lead}>
        {pack.about}{' '}
        <Link to="/connect" search={{}}>
          {t('connections.other')}
        </Link>
      </p>
      <form
        noValidate
        className={classes.form}
        onSubmit={form.onSubmit(
          (values) => {
            forget();
            add.mutate(values);
          },
          (errors) => {
            forget();
            showFirst(errors);
          },
        )}
      >
        <ConnectionFields form={form} pack={pack} kept={[]} isNew others={others} />
        <div className={classes.foot}>
          <Button type="submit" loading={add.isPending}>
            {t('connections.add')}
          </Button>
        </div>
      </form>
    </>
  );
}

function bodyOf(pack: PackView, { id, name, admission, allowPrivate, off, settings }: FormValues) {
  return {
    id,
    name: name.trim(),
    pack: pack.name,
    version: pack.version,
    settings: settingsToSend(pack, settings, true),
    ...(pack.side === 'backOffice' ? { admission } : {}),
    ...(allowPrivate ? { allowPrivate } : {}),
    off,
  };
}

/** It is set up whatever the test says; its page shows that, and can test again. */
function useTryIt(): (id: string) => Promise<void> {
  const queries = useQueryClient();
  return async (id) => {
    try {
      queries.setQueryData(testKey(id), await testConnection({ path: { id } }));
      await queries.invalidateQueries({ queryKey: ['connections', 'one', id] });
    } catch (error) {
      showTrouble(error);
    }
  };
}
