import type { ReapitTwin } from './reapit-twin';

/** Calls a twin as an application would. */
export interface ReapitClient {
  url: string;
  token: string;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

export const answerOfToken = (
  twin: ReapitTwin,
  url: string,
  grant = 'client_credentials',
  secret = twin.credentials.clientSecret,
): Promise<Response> =>
  fetch(`${url}/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${twin.credentials.clientId}:${secret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ client_id: twin.credentials.clientId, grant_type: grant }).toString(),
  });

/** Signed in for the first customer. */
export async function signedIn(twin: ReapitTwin, url: string): Promise<ReapitClient> {
  const { access_token: token } = Object(await (await answerOfToken(twin, url)).json());
  const fixed = {
    authorization: `Bearer ${String(token)}`,
    'api-version': '2020-01-31',
    'reapit-customer': twin.credentials.customers[0] ?? '',
  };
  return {
    url,
    token: String(token),
    call: (method, path, body, headers = {}) =>
      fetch(url + path, {
        method,
        headers: { ...fixed, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}

export const aContact = {
  title: 'Ms',
  forename: 'Given',
  surname: 'Family',
  email: 'ann@example.com',
  mobilePhone: '+44 7700 900123',
  marketingConsent: 'grant',
  officeIds: ['HBR'],
  negotiatorIds: ['HBN'],
};

export const anApplicant = (contactId: string): Record<string, unknown> => ({
  marketingMode: 'buying',
  departmentId: 'G',
  buying: { priceFrom: 200_000, priceTo: 300_000 },
  type: ['house'],
  officeIds: ['HBR'],
  negotiatorIds: ['HBN'],
  related: [{ associatedId: contactId, associatedType: 'contact' }],
  metadata: { personId: 'p-1' },
});

export const anEnquiry = {
  title: 'Ms',
  forename: 'Given',
  surname: 'Family',
  enquiryType: 'salesApplicant',
  message: 'I saw it on your site',
  officeId: 'HBR',
  marketingConsent: 'grant',
  sourceName: 'Own website',
  email: 'ann@example.com',
  buying: { priceFrom: 200_000, priceTo: 300_000 },
  bedrooms: 2,
};

/** The id at the end of a Location header. */
export function idIn(response: Response): string {
  return response.headers.get('location')?.split('/').at(-1) ?? '';
}
