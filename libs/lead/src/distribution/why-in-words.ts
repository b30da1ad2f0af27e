import type { PassedOver } from './candidates';
import type { Because, Decision, Given, GivingOut } from './give-out';

/** A sentence or two on why a decision went as it did, for whoever asks (F15). @param nameOf an agent's name */
export function whyInWords(asked: Pick<GivingOut, 'rule'>, decision: Decision, nameOf: (agent: string) => string): readonly string[] {
  const { zone } = asked.rule.hours;
  return [
    givenInWords(decision.given, zone, nameOf),
    ...decision.passedOver.map((one) => `${nameOf(one.agent)} passed over: ${reasonInWords(one, zone)}.`),
  ];
}

function givenInWords(given: Given, zone: string, nameOf: (agent: string) => string): string {
  switch (given.kind) {
    case 'offered':
      return `Offered to ${nameOf(given.to)}, ${because[given.because]}${untilWords(given.until, zone)}.`;
    case 'offeredToAll':
      return `Offered to ${given.to.map(nameOf).join(', ')} at once; the first who claims it has it${untilWords(given.until, zone)}.`;
    case 'waits':
      return `Waits: outside the hours of the office until ${clockTime(given.until, zone)}.`;
    case 'unassigned':
      return unassigned[given.because];
  }
}

const because: Readonly<Record<Because, string>> = {
  askedFor: 'whom the person asked for',
  stickyAgent: 'who has the person’s other leads',
  listingAgent: 'who has the listing',
  roundRobin: 'whose turn it is',
  random: 'drawn at random',
  leastLeads: 'who has the fewest leads',
  firstToClaim: 'who may claim it',
};

const unassigned = {
  manual: 'Unassigned: the office gives its leads out by hand.',
  nobodyEligible: 'Unassigned: nobody may be asked now, so the office manager decides.',
  mostOffers: 'Unassigned: it was offered as often as the rule allows, so the office manager decides.',
  neverOpen: 'Unassigned: the hours of the office leave no time within a year, so the office manager decides.',
} as const;

function reasonInWords(reason: PassedOver, zone: string): string {
  switch (reason.why) {
    case 'notReceiving':
      return 'receives no leads';
    case 'absent':
      return `away until ${clockTime(reason.until, zone)}`;
    case 'atCap':
      return `at their limit, ${reason.offered} of ${reason.cap} today`;
    case 'hadThis':
      return 'was offered it before';
  }
}

const untilWords = (until: string | null, zone: string): string => (until === null ? '' : `, until ${clockTime(until, zone)}`);

/** By the office's own clock, such as `Mon 2 Nov 08:00`. */
function clockTime(at: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at));
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('weekday')} ${of('day')} ${of('month')} ${of('hour')}:${of('minute')}`;
}
