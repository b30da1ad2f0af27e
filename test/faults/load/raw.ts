import { request } from 'undici';

export interface RawAnswer {
  /** Nothing where no answer came. */
  readonly status: number | null;
  readonly body: string;
}

/** One request to the front door, as it is: for what no honest sender would say. */
export async function sayRaw(
  url: string,
  key: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = { 'content-type': 'application/cloudevents+json' },
): Promise<RawAnswer> {
  try {
    const answer = await request(`${url}/v1/events`, { method: 'POST', headers: { authorization: `Bearer ${key}`, ...headers }, body });
    return { status: answer.statusCode, body: await answer.body.text() };
  } catch {
    return { status: null, body: '' }; // The connection was broken, which is an answer too.
  }
}
