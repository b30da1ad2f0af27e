export { SignOnModule } from './http/sign-on.module';
export { signOnMigrations } from './migrations';
export { openSignOn, type OpenSignOn, type SignOnGround, signOnPart } from './open-sign-on';
