export { SignOnModule } from './http/sign-on.module';
export { signOnMigrations } from './migrations';
export { openSignOn, type OpenSignOn, type SignOnGround, type SignOnPart, signOnPart } from './open-sign-on';
export type { SignOnList, SignOnView } from './links/sign-on-list';
export type { NewProduct, ProductChange, Products, ProductView } from './setting-up/products';
