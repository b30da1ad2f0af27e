import { Button } from '@mantine/core';
import { IconCheck, IconHandStop, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { Notice } from '../frame/Notice';
import { ScreenHead } from '../frame/ScreenHead';
import { Trouble } from '../frame/Trouble';
import type { OfferView } from '../generated';
import { ReasonDialog } from '../lists/ReasonDialog';
import { t } from '../words/words';
import { When } from '../words/When';
import { Countdown } from './Countdown';
import { offersQuery } from './offer-queries';
import classes from './Offers.module.css';
import { useOfferChanges } from './use-offer-changes';

/** What an agent is asked to take, the most urgent first (F14, X11). */
export function OffersScreen() {
  const { data, error, isError, refetch } = useQuery(offersQuery);
  const { accept, reject, anew } = useOfferChanges();
  const [leaving, setLeaving] = useState<OfferView>();
  const over = useCallback(() => anew(), [anew]);
  if (isError && !data) return <Trouble error={error} again={() => void refetch()} whole />;
  return (
    <>
      <ScreenHead title={t('offers.title')} lead={t('offers.lead')} />
      <div className={classes.page}>
        {data?.offers.length === 0 && (
          <Notice icon={<IconHandStop stroke={1.5} />} title={t('offers.none')}>
            <p>{t('offers.noneDo')}</p>
          </Notice>
        )}
        <ul aria-label={t('offers.list')} className={classes.list}>
          {data?.offers.map((offer) => (
            <li key={offer.leadId} className={classes.offer}>
              <Facts offer={offer} />
              <div className={classes.side}>
                <Countdown until={offer.until} ahead={data.ahead} onOver={over} />
                <span className={classes.do}>
                  <Button
                    leftSection={<IconCheck size={16} stroke={2} aria-hidden />}
                    loading={accept.isPending && accept.variables.leadId === offer.leadId}
                    aria-label={offer.name === null ? undefined : t('offers.acceptOf', { name: offer.name })}
                    onClick={() => accept.mutate(offer)}
                  >
                    {offer.hidden ? t('offers.claim') : t('offers.accept')}
                  </Button>
                  <Button
                    variant="default"
                    leftSection={<IconX size={16} stroke={2} aria-hidden />}
                    aria-label={offer.name === null ? undefined : t('offers.rejectOf', { name: offer.name })}
                    onClick={() => setLeaving(offer)}
                  >
                    {t('offers.reject')}
                  </Button>
                </span>
              </div>
            </li>
          ))}
        </ul>
      </div>
      <ReasonDialog
        title={leaving && t('offers.rejectTitle', { name: leaving.name ?? t('offers.hidden') })}
        about={t('offers.rejectAbout')}
        usual={[t('offers.usual.away'), t('offers.usual.area'), t('offers.usual.conflict')]}
        label={t('offers.why')}
        placeholder={t('offers.whyExample')}
        cancel={t('offers.cancel')}
        confirm={t('offers.reject')}
        onClose={() => setLeaving(undefined)}
        onConfirm={(reason) => {
          if (leaving) reject.mutate({ offer: leaving, reason });
          setLeaving(undefined);
        }}
      />
    </>
  );
}

const intents = ['buy', 'rent', 'sell', 'let'] as const;

function Facts({ offer: { hidden, name, email, phone, intent, office, about, openedAt } }: { offer: OfferView }) {
  const known = intents.find((one) => one === intent);
  return (
    <div className={classes.facts}>
      <bdi className={classes.name}>{hidden ? t('offers.hidden') : (name ?? t('unnamed'))}</bdi>
      <div>
        {known ? t('offers.wants', { intent: t(`offers.intent.${known}`) }) : intent} {office && t('offers.at', { office })}
      </div>
      {about && <div className={classes.about}>{about}</div>}
      {hidden && <div className="quiet">{t('offers.hiddenAbout')}</div>}
      <div className={classes.small}>
        {phone && <a href={`tel:${phone}`}>{phone}</a>} {email && <a href={`mailto:${email}`}>{email}</a>} {t('offers.came')}{' '}
        <When at={openedAt} />
      </div>
    </div>
  );
}
