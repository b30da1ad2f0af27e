import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { ScreenHead } from '../frame/ScreenHead';
import type { ProductView } from '../generated';
import { t } from '../words/words';
import { Links } from './Links';
import { ProductDialog } from './ProductDialog';
import { Products } from './Products';
import { RemoveProduct } from './RemoveProduct';
import classes from './SignOn.module.css';

/** What is asked: about a new product, or about one there is. */
export type Asked = { readonly about: 'add' } | { readonly about: 'edit' | 'remove'; readonly product: ProductView };

/** The products that owners are let into, and what became of the links asked for. */
export function SignOnScreen() {
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  return (
    <>
      <ScreenHead title={t('signOn.title')} lead={t('signOn.lead')}>
        <Button onClick={() => setAsked({ about: 'add' })} leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}>
          {t('signOn.add')}
        </Button>
      </ScreenHead>
      <div className={classes.page}>
        <Products ask={setAsked} />
        <Links />
      </div>
      <ProductDialog asked={asked} close={close} />
      <RemoveProduct product={asked?.about === 'remove' ? asked.product : undefined} close={close} />
    </>
  );
}
