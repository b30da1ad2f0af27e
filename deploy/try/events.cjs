// Events through the containers, as a website and a back office would send and read them.
'use strict';
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { until, check } = require('./run.cjs');

const example = (path) => JSON.parse(readFileSync(join(__dirname, '../../schemas/events', path), 'utf8'));
const registered = example('person/registered/1.valid-on-the-website.json');
const invited = example('account/invited/1.valid-taken-on-in-branch.json');
// Those who read the topics of websites, and the one who reads those of back offices beside the lead desk.
const backOffice = 'demo-back-office';
const website = 'demo-website';

async function ask(url, { key, ...o } = {}) {
  const headers = { ...o.headers, ...(key && { authorization: `Bearer ${key}` }) };
  const answer = await fetch(url, { ...o, headers, signal: AbortSignal.timeout(10_000) });
  const text = await answer.text();
  check(answer.ok, `${o.method ?? 'GET'} ${url} answered ${answer.status}: ${text.slice(0, 500)}`);
  return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : undefined };
}

function travellers(urls, access) {
  const keyOf = (name) => access.participants.find((one) => one.name === name).key;
  const operator = access.operatorKey;

  const send = async (app, name, event) => {
    const headers = { 'content-type': 'application/cloudevents+json' };
    const { status, body } = await ask(`${urls[app]}/v1/events`, {
      method: 'POST',
      key: keyOf(name),
      headers,
      body: JSON.stringify(event),
    });
    check(status === 202 && body.receipts.length === 1, `${event.type} was answered with ${status}`);
  };
  const tally = async (app = 'lead-desk') => (await ask(`${urls[app]}/v1/tally?agency=demo`, { key: operator })).body;

  /** Reads the feed of a participant up to an event, and acknowledges it. */
  const fetchFromFeed = async (app, name, event) => {
    const key = keyOf(name);
    const page = await until(`${event.type} is in the feed of ${name}`, async () => {
      const answer = await ask(`${urls[app]}/v1/feed`, { key });
      return answer.body.some(({ id }) => id === event.id) && answer;
    });
    await ask(`${urls[app]}/v1/feed?after=${page.headers.get('next-cursor')}`, { key });
  };

  /** Every target has ended as many as it should, and its counts add up. */
  const untilDelivered = (wanted) =>
    until(`the tally says ${JSON.stringify(wanted)}`, async () => {
      const { targets } = await tally();
      for (const { target, routed, inFlight, held, parked, delivered, ignored, skipped, erased } of targets) {
        const waits = inFlight + held.approval + held.parent + held.behind + held.replay;
        const counted = waits + parked + delivered + ignored + skipped + erased;
        check(routed === counted, `${target}: ${routed} routed, ${counted} counted`);
      }
      return Object.entries(wanted).every(([name, count]) => targets.find(({ target }) => target === name)?.delivered === count);
    });

  const seenByAnAgent = async (event) => {
    const url = urls['lead-desk'];
    const json = { 'content-type': 'application/json' };
    const { email, password } = access.admin;
    const session = await ask(`${url}/api/session`, { method: 'POST', headers: json, body: JSON.stringify({ email, password }) });
    const cookie = session.headers.get('set-cookie').split(';')[0];
    await until(`the lead desk lists ${event.type}`, async () => {
      const { body } = await ask(`${url}/api/events`, { headers: { cookie } });
      return JSON.stringify(body).includes(event.id);
    });
  };

  return { send, tally, fetchFromFeed, untilDelivered, seenByAnAgent };
}

module.exports = { travellers, registered, invited, backOffice, website };
