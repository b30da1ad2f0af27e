import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Section } from '../frame/Section';
import { Trouble } from '../frame/Trouble';
import type { SignOnLinkView } from '../generated';
import { Status } from '../theme/Status';
import type { Tone } from '../theme/theme';
import { t } from '../words/words';
import { When } from '../words/When';
import { linksQuery } from './sign-on-queries';
import classes from './SignOn.module.css';

const tones: Record<SignOnLinkView['state'], Tone> = { open: 'move', redeemed: 'good', expired: 'quiet', refused: 'bad' };

/** Who asked to be let in where, and what became of it. */
export function Links() {
  const list = useInfiniteQuery(linksQuery);
  const links = (list.data?.pages ?? []).flatMap((page) => page.links);
  return (
    <Section title={t('signOn.links')}>
      {list.isError && !list.data && <Trouble error={list.error} again={() => void list.refetch()} />}
      {list.isSuccess && links.length === 0 && <p className="quiet">{t('signOn.linksNone')}</p>}
      {links.length > 0 && (
        <table className={classes.table} aria-label={t('signOn.linksTable')}>
          <thead>
            <tr>
              <th scope="col">{t('signOn.column.who')}</th>
              <th scope="col">{t('signOn.column.state')}</th>
              <th scope="col">{t('signOn.column.product')}</th>
              <th scope="col">{t('signOn.column.property')}</th>
              <th scope="col">{t('signOn.column.website')}</th>
              <th scope="col" data-align="right">
                {t('signOn.column.asked')}
              </th>
            </tr>
          </thead>
          <tbody>
            {links.map((link) => (
              <Row key={link.ref} link={link} />
            ))}
          </tbody>
        </table>
      )}
      {list.hasNextPage && (
        <Button variant="default" className={classes.more} loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('signOn.more')}
        </Button>
      )}
    </Section>
  );
}

function Row({ link }: { link: SignOnLinkView }) {
  const { personId, personName, state, product, property, websiteName, askedAt, usesAfter } = link;
  return (
    <tr>
      <td>
        {personName === null ? (
          <span className="quiet">{t('unnamed')}</span>
        ) : (
          <Link to="/people/$id" params={{ id: personId }}>
            <bdi>{personName}</bdi>
          </Link>
        )}
      </td>
      <td>
        <Status tone={tones[state]}>{t(`signOn.state.${state}`)}</Status>
        <Why link={link} />
        {usesAfter > 0 && <div className={classes.small}>{t('signOn.tried', { count: usesAfter })}</div>}
      </td>
      <td data-name={t('signOn.column.product')}>{product}</td>
      <td data-name={t('signOn.column.property')}>
        {property.id} <span className="quiet">{property.system}</span>
      </td>
      <td data-name={t('signOn.column.website')}>
        <bdi>{websiteName}</bdi>
      </td>
      <td data-align="right" data-name={t('signOn.column.asked')}>
        <When at={askedAt} />
      </td>
    </tr>
  );
}

const whys = ['none', 'claimed', 'refuted', 'ended', 'noProduct'] as const;

function Why({ link: { why } }: { link: SignOnLinkView }) {
  if (why === null) return null;
  const known = whys.find((one) => one === why);
  return <div className={classes.small}>{known === undefined ? why : t(`signOn.why.${known}`)}</div>;
}
