import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconArrowLeft, IconSend } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { showTrouble } from '../connections/connection-changes';
import { Trouble } from '../frame/Trouble';
import { type MailDetailView, sendMailAgain } from '../generated';
import { t } from '../words/words';
import { When } from '../words/When';
import { mailQuery } from './mail-queries';
import { MailState } from './MailState';
import classes from './Mail.module.css';

const route = getRouteApi('/desk/mails/$id');

/** One mail: what became of it, and what its reader sees. */
export function MailScreen() {
  const { id } = route.useParams();
  const { data, error, isError, refetch } = useQuery(mailQuery(id));
  useDocumentTitle(`${data?.subject ?? t('mails.title')} – ${t('product')}`);
  if (isError && !data) return <Trouble error={error} again={() => void refetch()} whole />;
  if (!data) return null;
  return (
    <div className={classes.record}>
      <Link to="/mails" className={classes.back}>
        <IconArrowLeft size={14} stroke={1.75} aria-hidden />
        {t('mails.back')}
      </Link>
      <header className={classes.head}>
        <h1>
          <bdi>{data.subject}</bdi>
        </h1>
        {(data.state === 'refused' || data.state === 'unsure') && <Again id={id} />}
      </header>
      <Facts mail={data} />
      {/* No rights at all: no scripts, no forms, no way out of the frame. */}
      <iframe className={classes.page} title={t('mails.page')} sandbox="" srcDoc={withoutLinks(data.html)} />
      <details>
        <summary>{t('mails.text')}</summary>
        <pre className={classes.text}>{data.text}</pre>
      </details>
    </div>
  );
}

/** In the frame nothing can be followed, so that nothing there invites to. */
const withoutLinks = (html: string): string => html.replace('</head>', '<style>a { pointer-events: none }</style></head>');

function Facts({ mail }: { mail: MailDetailView }) {
  const { state, toName, toAddress, madeAt, endedAt, dueAt, attempts, answer } = mail;
  return (
    <dl className={classes.facts}>
      <dt>{t('mails.column.state')}</dt>
      <dd>
        <MailState state={state} /> <span className="quiet">{t(`mails.about.${state}`)}</span>
      </dd>
      <dt>{t('mails.to')}</dt>
      <dd>
        <bdi>{toName}</bdi> <span className="quiet">{toAddress}</span>
      </dd>
      <dt>{t('mails.made')}</dt>
      <dd>
        <When at={madeAt} />
      </dd>
      {endedAt && (
        <>
          <dt>{t('mails.ended')}</dt>
          <dd>
            <When at={endedAt} />
          </dd>
        </>
      )}
      {dueAt && attempts > 0 && (
        <>
          <dt>{t('mails.due')}</dt>
          <dd>
            <When at={dueAt} />
          </dd>
        </>
      )}
      <dt>{t('mails.attempts')}</dt>
      <dd>{attempts}</dd>
      {answer && (
        <>
          <dt>{t('mails.answer')}</dt>
          <dd>{answer}</dd>
        </>
      )}
    </dl>
  );
}

function Again({ id }: { id: string }) {
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => sendMailAgain({ path: { id } }),
    onSuccess: (mail) => {
      queries.setQueryData(mailQuery(id).queryKey, mail);
      notifications.show({ message: t('mails.sentAgain'), withBorder: true });
      void queries.invalidateQueries({ queryKey: ['mails', 'list'] });
    },
    onError: showTrouble,
  });
  return (
    <Button loading={again.isPending} onClick={() => again.mutate()} leftSection={<IconSend size={16} stroke={1.75} aria-hidden />}>
      {t('mails.again')}
    </Button>
  );
}
