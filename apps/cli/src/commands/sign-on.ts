import type { Command } from 'commander';
import type { SignOn, SignOnProduct } from '../answers';
import { query } from '../bridge-api';
import { table } from '../words/table';
import { type Context, pretty } from './context';

/** Commands for owners' way into tracker products: products, keys that sign, and who was let in. */
export function addSignOn(program: Command, context: Context): void {
  const signOn = program.command('sign-on').description('the way of confirmed owners into tracker products');
  signOn
    .command('list <agency>')
    .description('who asked to be let in where, and what came of it, newest first')
    .option('--limit <n>', 'how many', '100')
    .option('--json', 'as JSON')
    .action(async (agency: string, { limit, json }: { limit: string; json?: boolean }) => {
      const bridge = await context.bridge();
      const { signOns } = await bridge.ask<{ signOns: SignOn[] }>('GET', `/v1/sign-ons${query({ agency, limit })}`);
      context.print(json ? pretty(signOns) : listed(signOns, context));
    });
  signOn
    .command('rotate')
    .description('sign with another key from now on; the former one stays published until nothing it signed is taken')
    .action(async () => {
      const bridge = await context.bridge();
      const { kid, published } = await bridge.ask<{ kid: string; published: string[] }>('POST', '/v1/sign-on-keys/rotate');
      context.print(`Key ${kid} signs from now on. Published: ${published.join(', ')}`);
    });
  addProducts(signOn, context);
}

function addProducts(signOn: Command, context: Context): void {
  const products = signOn.command('products').description('the tracker products of an agency');
  products
    .command('list <agency>')
    .description('every product')
    .option('--json', 'as JSON')
    .action(async (agency: string, { json }: { json?: boolean }) => {
      const bridge = await context.bridge();
      const { products: found } = await bridge.ask<{ products: SignOnProduct[] }>('GET', `/v1/sign-on-products${query({ agency })}`);
      const rows = found.map(({ id, name, audience, redirect }) => [id, name, audience, redirect]);
      context.print(json ? pretty(found) : table(context.paint, ['id', 'name', 'audience', 'takes owners in at'], rows));
    });
  products
    .command('add <agency> <id>')
    .description('a product that owners may be let into')
    .requiredOption('--name <name>', 'what people call it')
    .requiredOption('--audience <text>', 'what assertions for it say as `aud`')
    .requiredOption('--redirect <url>', 'the https address that takes owners in')
    .option('--allow-private', 'the address may be a private one (recorded)')
    .action(async (agency: string, id: string, flags: { name: string; audience: string; redirect: string; allowPrivate?: boolean }) => {
      const bridge = await context.bridge();
      const { name, audience, redirect, allowPrivate = false } = flags;
      await bridge.ask('POST', '/v1/sign-on-products', { agency, id, name, audience, redirect, allowPrivate });
      context.print(`${name} takes owners in. It checks their assertions with ${bridge.url}/.well-known/jwks.json`);
    });
  products
    .command('remove <agency> <id>')
    .description('let nobody in there any more')
    .action(async (agency: string, id: string) => {
      const bridge = await context.bridge();
      await bridge.ask('DELETE', `/v1/sign-on-products/${encodeURIComponent(agency)}/${encodeURIComponent(id)}`);
      context.print(`Nobody is let into ${id} of ${agency} any more.`);
    });
}

function listed(signOns: readonly SignOn[], { paint }: Context): string {
  if (signOns.length === 0) return 'Nobody has asked yet.';
  return table(
    paint,
    ['asked', 'website', 'person', 'product', 'property', 'state', 'redeemed', 'tried later'],
    signOns.map((one) => [
      one.askedAt,
      one.website,
      one.personId,
      one.product,
      `${one.property.id} (${one.property.system})`,
      one.why === null ? one.state : `${one.state}: ${one.why}`,
      one.redeemedAt ?? '',
      String(one.usesAfter),
    ]),
  );
}
