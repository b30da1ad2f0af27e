import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useDocumentTitle } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Missing } from '../../frame/Missing';
import { Trouble } from '../../frame/Trouble';
import { changeConnection, type ConnectionView, type PackView } from '../../generated';
import { DeskProblem } from '../../session/desk-problem';
import { useSession } from '../../session/session';
import { t } from '../../words/words';
import { showTrouble, useChanged } from '../connection-changes';
import { connectionQuery, packsQuery } from '../connection-queries';
import { ConnectionFields } from './ConnectionFields';
import { filledForm, type FormValues, settingsToSend } from './form-values';
import classes from './SetUp.module.css';
import { showFirst, useConnectionForm } from './use-connection-form';

const route = getRouteApi('/desk/connections/$id/settings');

/** Enters other settings; secrets that stay empty stay as they are. */
export function SettingsScreen() {
  const { id } = route.useParams();
  // What changes by itself must not change what somebody is typing.
  const connection = useQuery({ ...connectionQuery(id), refetchInterval: false });
  const packs = useQuery(packsQuery);
  useDocumentTitle(`${t('connections.settings')} – ${t('product')}`);
  const error = connection.error ?? packs.error;
  if (error instanceof DeskProblem && error.status === 404) return <Missing />;
  if (error && !(connection.data && packs.data)) return <Trouble error={error} again={() => void connection.refetch()} whole />;
  if (!connection.data || !packs.data) return <div className={classes.page} aria-busy="true" aria-label={t('loading')} role="status" />;
  const { data } = connection;
  const pack = packs.data.find(({ name, version }) => name === data.pack && version === data.version);
  if (!pack) return <Missing />;
  return <Settings connection={data} pack={pack} />;
}

function Settings({ connection, pack }: { connection: ConnectionView; pack: PackView }) {
  const { id, name, secrets: kept } = connection;
  const { member } = useSession();
  const { form, others, refuse, forget } = useConnectionForm({ pack, initial: filledForm(pack, connection), kept, isNew: false });
  const navigate = route.useNavigate();
  const changed = useChanged();
  const save = useMutation({
    mutationFn: ({ settings, allowPrivate, off }: FormValues): Promise<ConnectionView> => {
      const body = { settings: settingsToSend(pack, settings, false), off, ...(member.role === 'admin' ? { allowPrivate } : {}) };
      return changeConnection({ path: { id }, body });
    },
    onSuccess: async (now) => {
      changed(now);
      notifications.show({ message: t('connections.saved'), withBorder: true });
      await navigate({ to: '/connections/$id', params: { id } });
    },
    onError: (error) => (error instanceof DeskProblem && error.problems.length > 0 ? refuse(error) : showTrouble(error)),
  });
  return (
    <div className={classes.page}>
      <Link to="/connections/$id" params={{ id }} className={classes.back}>
        <IconArrowLeft size={14} stroke={1.75} aria-hidden />
        <bdi>{name}</bdi>
      </Link>
      <h1 className={classes.title}>{t('connections.settingsOf', { name })}</h1>
      <form
        noValidate
        className={classes.form}
        onSubmit={form.onSubmit(
          (values) => {
            forget();
            save.mutate(values);
          },
          (errors) => {
            forget();
            showFirst(errors);
          },
        )}
      >
        <ConnectionFields form={form} pack={pack} kept={kept} isNew={false} others={others} />
        <div className={classes.foot}>
          <Button type="submit" loading={save.isPending}>
            {t('connections.save')}
          </Button>
        </div>
      </form>
    </div>
  );
}
