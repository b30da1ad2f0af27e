import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy, IconLogin, IconPencil, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Notice } from '../frame/Notice';
import { Section } from '../frame/Section';
import { Trouble } from '../frame/Trouble';
import type { ProductView } from '../generated';
import { t } from '../words/words';
import { productsQuery } from './sign-on-queries';
import type { Asked } from './SignOnScreen';
import classes from './SignOn.module.css';

/** All products, and where they find the keys that sign for them. */
export function Products({ ask }: { ask(asked: Asked): void }) {
  const { data, error, isError, refetch } = useQuery(productsQuery);
  if (isError && !data) return <Trouble error={error} again={() => void refetch()} />;
  return (
    <Section title={t('signOn.products')}>
      {data?.length === 0 && (
        <Notice icon={<IconLogin stroke={1.5} />} title={t('signOn.productsNone')}>
          <p>{t('signOn.productsNoneDo')}</p>
        </Notice>
      )}
      {data && data.length > 0 && (
        <table className={classes.table} aria-label={t('signOn.products')}>
          <thead>
            <tr>
              <th scope="col">{t('signOn.column.product')}</th>
              <th scope="col">{t('signOn.column.redirect')}</th>
              <th scope="col">{t('signOn.column.audience')}</th>
              <th scope="col">
                <span className="unseen">{t('signOn.column.do')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.map((product) => (
              <Row key={product.id} product={product} ask={ask} />
            ))}
          </tbody>
        </table>
      )}
      <Keys />
    </Section>
  );
}

function Row({ product, ask }: { product: ProductView; ask(asked: Asked): void }) {
  const { id, name, audience, redirect, allowedPrivate } = product;
  return (
    <tr>
      <td>
        <bdi className={classes.name}>{name}</bdi> <span className="quiet">{id}</span>
      </td>
      <td data-name={t('signOn.column.redirect')}>
        <span className="code">{redirect}</span>
        {allowedPrivate.length > 0 && <div className={classes.small}>{t('signOn.private')}</div>}
      </td>
      <td data-name={t('signOn.column.audience')}>
        <span className="code">{audience}</span>
      </td>
      <td data-align="right">
        <span className={classes.do}>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('signOn.editOf', { name })}
            leftSection={<IconPencil size={14} stroke={1.75} aria-hidden />}
            onClick={() => ask({ about: 'edit', product })}
          >
            {t('signOn.edit')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('signOn.removeOf', { name })}
            leftSection={<IconTrash size={14} stroke={1.75} aria-hidden />}
            onClick={() => ask({ about: 'remove', product })}
          >
            {t('signOn.remove')}
          </Button>
        </span>
      </td>
    </tr>
  );
}

function Keys() {
  const address = `${window.location.origin}/.well-known/jwks.json`;
  return (
    <p className={classes.keys}>
      {t('signOn.keys')} <code>{address}</code>
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={copied ? <IconCheck size={14} stroke={1.75} aria-hidden /> : <IconCopy size={14} stroke={1.75} aria-hidden />}
            onClick={copy}
          >
            {copied ? t('signOn.copied') : t('signOn.copyKeys')}
          </Button>
        )}
      </CopyButton>
    </p>
  );
}
