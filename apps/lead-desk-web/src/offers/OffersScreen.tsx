import { Button } from '@mantine/core';
import { IconCheck, IconHandStop, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useState } from 'react';
import { Notice } from '../frame/Notice';
import { ScreenHead } from '../frame/ScreenHead';
import { Section } from '../frame/Section';
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
  const offers = data?.offers ?? [];
  const asked = offers.filter(({ pond }) => pond === null);
  const ponds = Map.groupBy(
    offers.flatMap((offer) => (offer.pond === null ? [] : [{ ...offer, pond: offer.pond }])),
    ({ pond }) => pond,
  );
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
        {data && asked.length > 0 && (
          <ul aria-label={t('offers.list')} className={classes.list}>
            {asked.map((offer) => (
              <Offer key={offer.leadId} offer={offer} accept={accept} onLeave={() => setLeaving(offer)}>
                <Countdown until={offer.until} ahead={data.ahead} onOver={over} />
              </Offer>
            ))}
          </ul>
        )}
        {[...ponds].map(([pond, leads]) => (
          <Section key={pond} title={t('offers.pond', { pond })}>
            <p className={classes.pondAbout}>{t('offers.pondAbout')}</p>
            <ul aria-label={t('offers.listOf', { pond })} className={classes.list}>
              {leads.map((offer) => (
                <Offer key={offer.leadId} offer={offer} accept={accept} />
              ))}
            </ul>
          </Section>
        ))}
        {data && offers.length < data.total && <p className="quiet">{t('offers.more', { shown: offers.length, count: data.total })}</p>}
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

interface OfferProps {
  offer: OfferView;
  accept: ReturnType<typeof useOfferChanges>['accept'];
  /** Nothing in a pond, where the others have it whatever one does. */
  onLeave?(): void;
  children?: ReactNode;
}

function Offer({ offer, accept, onLeave, children }: OfferProps) {
  const { name, hidden, leadId } = offer;
  return (
    <li className={classes.offer}>
      <Facts offer={offer} />
      <div className={classes.side}>
        {children}
        <span className={classes.do}>
          <Button
            leftSection={<IconCheck size={16} stroke={2} aria-hidden />}
            loading={accept.isPending && accept.variables.leadId === leadId}
            aria-label={name === null ? undefined : t('offers.acceptOf', { name })}
            onClick={() => accept.mutate(offer)}
          >
            {hidden ? t('offers.claim') : t('offers.accept')}
          </Button>
          {onLeave && (
            <Button
              variant="default"
              leftSection={<IconX size={16} stroke={2} aria-hidden />}
              aria-label={name === null ? undefined : t('offers.rejectOf', { name })}
              onClick={onLeave}
            >
              {t('offers.reject')}
            </Button>
          )}
        </span>
      </div>
    </li>
  );
}

const intents = ['buy', 'rent', 'sell', 'let'] as const;

function Facts({ offer: { hidden, name, email, phone, intent, office, about, openedAt, pond } }: { offer: OfferView }) {
  const known = intents.find((one) => one === intent);
  return (
    <div className={classes.facts}>
      <bdi className={classes.name}>{hidden ? t(pond === null ? 'offers.hidden' : 'offers.inPond') : (name ?? t('unnamed'))}</bdi>
      <div>
        {known ? t('offers.wants', { intent: t(`offers.intent.${known}`) }) : intent} {office && t('offers.at', { office })}
      </div>
      {about && <div className={classes.about}>{about}</div>}
      {hidden && <div className="quiet">{t(pond === null ? 'offers.hiddenAbout' : 'offers.inPondAbout')}</div>}
      <div className={classes.small}>
        {phone && <a href={`tel:${phone}`}>{phone}</a>} {email && <a href={`mailto:${email}`}>{email}</a>} {t('offers.came')}{' '}
        <When at={openedAt} />
      </div>
    </div>
  );
}
