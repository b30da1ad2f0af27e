import { client } from '../generated/client.gen';
import { problemFrom } from './desk-problem';

let csrf: string | undefined;

/** Every change carries the token of the session it belongs to. */
export function rememberCsrf(token: string | undefined): void {
  csrf = token;
}

export function prepareClient(): void {
  client.setConfig({ baseUrl: '', credentials: 'same-origin', auth: (scheme) => (scheme.name === 'x-csrf-token' ? csrf : undefined) });
  client.interceptors.error.use(problemFrom);
}
