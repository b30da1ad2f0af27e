import type { Exchange, Resolve } from '#delivery';
import type { PublicKeySet } from '#gateway';
import { type ProcessGround, type Sealing, sealingOf } from '#runtime';
import type { DynamicModule } from '@nestjs/common';
import { forgetSignOns } from './forget-sign-ons';
import { SignOnModule } from './http/sign-on.module';
import { SigningKeys } from './keys/signing-keys';
import { AskForLink } from './links/ask-for-link';
import { RedeemLink } from './links/redeem-link';
import { SignOnList } from './links/sign-on-list';
import { Products } from './setting-up/products';

/** What a process holds of sign-on. */
export interface OpenSignOn {
  readonly products: Products;
  readonly keys: SigningKeys;
  readonly ask: AskForLink;
  readonly redeem: RedeemLink;
  readonly list: SignOnList;
  readonly publicUrl: string | undefined;
  onTrouble(message: string): void;
}

export interface SignOnGround {
  readonly sealing: Sealing;
  readonly keyDays: number;
  /** Where browsers reach the bridge; where a website asked it, without. */
  readonly publicUrl?: string;
  readonly resolve?: Resolve;
}

export interface SignOnPart {
  readonly module: DynamicModule;
  readonly publicKeys: PublicKeySet;
  readonly open: OpenSignOn;
}

/** Sign-on as a part of an app, and the keys that the app publishes for it. */
export function signOnPart({ settings }: Pick<ProcessGround, 'settings'>, exchange: Exchange): SignOnPart {
  const { signOnKeyDays: keyDays, publicUrl } = settings;
  const open = openSignOn(exchange, { sealing: sealingOf(settings), keyDays, publicUrl });
  return { module: SignOnModule.over(open), publicKeys: open.keys, open };
}

/** Opens sign-on over an exchange, whose upkeep does what it needs in the background. */
export function openSignOn(
  { db, clock, upkeep, onTrouble }: Pick<Exchange, 'db' | 'clock' | 'onTrouble'> & { readonly upkeep: Pick<Exchange['upkeep'], 'also'> },
  { sealing, keyDays, publicUrl, resolve }: SignOnGround,
): OpenSignOn {
  const keys = new SigningKeys({ db, sealing, clock, keyDays, onTrouble });
  upkeep.also('forget old sign-ons', ({ historyBefore }) => forgetSignOns(db, historyBefore));
  upkeep.also('change the keys of sign-on', () => keys.tend());
  return {
    // A product looks for the published keys as soon as it is set up.
    products: new Products({ db, onAdded: () => keys.current(), resolve }),
    keys,
    ask: new AskForLink({ db, clock }),
    redeem: new RedeemLink({ db, clock, keys }),
    list: new SignOnList({ db, clock }),
    publicUrl,
    onTrouble,
  };
}
