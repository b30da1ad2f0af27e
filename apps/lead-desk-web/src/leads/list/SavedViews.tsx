import { ActionIcon, Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { readAddress, writeAddress } from '../../frame/address';
import { removeLeadView, saveLeadView } from '../../generated';
import { t } from '../../words/words';
import { leadViewsQuery } from '../lead-queries';
import { leadsAddress, type LeadsAddress } from '../leads-address';
import classes from '../Leads.module.css';
import { showLeadTrouble } from '../use-lead-acts';

/** Lists under a name, one's own and shared ones: each is an address, so a link to it shows the same. */
export function SavedViews({ address }: { address: LeadsAddress }) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconBookmark size={16} stroke={1.75} aria-hidden />} onClick={() => setOpened(!opened)}>
          {t('leads.views.button')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs" className={classes.views} aria-label={t('leads.views.saved')}>
        {opened && <Views address={address} close={() => setOpened(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Views({ address, close }: { address: LeadsAddress; close(): void }) {
  const queries = useQueryClient();
  const { data } = useQuery(leadViewsQuery);
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const again = () => void queries.invalidateQueries({ queryKey: leadViewsQuery.queryKey });
  const save = useMutation({
    mutationFn: () => saveLeadView({ body: { name: name.trim(), address: writeAddress({ ...address }), shared } }),
    onSuccess: (view) => {
      notifications.show({ message: t('leads.views.savedAs', { name: view.name }), withBorder: true });
      setName('');
    },
    onError: showLeadTrouble,
    onSettled: again,
  });
  const remove = useMutation({
    mutationFn: (id: string) => removeLeadView({ path: { id } }),
    onSuccess: () => notifications.show({ message: t('leads.views.removed'), withBorder: true }),
    onError: showLeadTrouble,
    onSettled: again,
  });
  return (
    <>
      <div className={`${classes.view} ${classes.onlyNarrow}`}>
        <Link to="/requests" onClick={close}>
          {t('leads.requests.title')}
        </Link>
      </div>
      {data?.views.length === 0 && <p className="quiet">{t('leads.views.none')}</p>}
      {data?.views.map((view) => (
        <div key={view.id} className={classes.view}>
          <Link to="/leads" search={leadsAddress(readAddress(view.address))} onClick={close}>
            <bdi>{view.name}</bdi> {!view.own && <span className="quiet">{t('leads.views.by', { by: view.by })}</span>}
          </Link>
          {view.own && (
            <ActionIcon aria-label={t('leads.views.remove', { name: view.name })} onClick={() => remove.mutate(view.id)}>
              <IconTrash size={16} stroke={1.75} />
            </ActionIcon>
          )}
        </div>
      ))}
      <form
        className={classes.form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (name.trim() !== '') save.mutate();
        }}
      >
        <TextInput
          size="xs"
          label={t('leads.views.name')}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox size="xs" label={t('leads.views.shared')} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
        <Button type="submit" size="xs" variant="default" disabled={name.trim() === ''} loading={save.isPending}>
          {t('leads.views.save')}
        </Button>
      </form>
    </>
  );
}
