import type { PassedOver } from './candidates';
import type { Because, Decision, Given, GivingOut } from './give-out';

/** A sentence or two on why a decision went as it did, for whoever asks (F15). @param nameOf an agent's name */
export function whyInWords(
  asked: Pick<GivingOut, 'rule' | 'pond'>,
  decision: Decision,
  nameOf: (agent: string) => string,
): readonly string[] {
  const { zone } = asked.rule.hours;
  const { given } = decision;
  // Into a pond by its method, nobody was passed over: membership alone decides.
  const passedOver = given.kind === 'pond' && given.because === 'method' ? [] : decision.passedOver;
  return [
    givenInWords(given, asked, nameOf),
    ...emptyPond(given, asked),
    ...passedOver.map((one) => `${nameOf(one.agent)} passed over: ${reasonInWords(one, zone)}.`),
  ];
}

function givenInWords(given: Given, { rule, pond }: Pick<GivingOut, 'rule' | 'pond'>, nameOf: (agent: string) => string): string {
  const { zone } = rule.hours;
  switch (given.kind) {
    case 'offered':
      return `Offered to ${nameOf(given.to)}, ${because[given.because]}${untilWords(given.until, zone)}.`;
    case 'offeredToAll':
      return `Offered to ${given.to.map(nameOf).join(', ')} at once; the first who claims it has it${untilWords(given.until, zone)}.`;
    case 'pond':
      return `Into the pond ${pond?.name ?? 'of the rule'}, ${intoPond[given.because]}; ${claimedBy(given.to.length)}.`;
    case 'waits':
      return `Waits: outside the hours of the office until ${clockTime(given.until, zone)}.`;
    case 'unassigned':
      return unassigned[given.because];
  }
}

/** Why a lead that would go into a pond did not. */
function emptyPond(given: Given, { rule, pond }: Pick<GivingOut, 'rule' | 'pond'>): readonly string[] {
  if (given.kind !== 'unassigned' || (rule.pond ?? null) === null) return [];
  if (given.because !== 'mostOffers' && given.because !== 'nobodyEligible') return [];
  return [pond ? `The pond ${pond.name} has no members.` : 'The pond of the rule was deleted.'];
}

const claimedBy = (members: number): string =>
  members === 1 ? 'its one member may claim it' : `the first of its ${members} members to claim it has it`;

const intoPond = {
  method: 'as the rule puts every lead there',
  mostOffers: 'as it was offered as often as the rule allows',
  nobodyEligible: 'as nobody may be asked now',
} as const satisfies Readonly<Record<Extract<Given, { kind: 'pond' }>['because'], string>>;

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
