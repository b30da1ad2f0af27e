import { tellBadRequests } from './bad-requests';
import { tellBranchAnswer, tellInvitation } from './branch-story';
import { castOf, type Names } from './cast';
import { Chance } from './chance';
import { listingsOf } from './listings';
import type { Day } from './plan';
import { tellRepeats } from './repeats';
import { hour, Script } from './script';
import { tellFutureTypes, tellHouseholds, tellMergesAndErasures, tellUnknownToWebsite, tellUpdates, type Known } from './sundries';
import { tellWebsiteStory, type Stage } from './website-story';

export interface DaySize {
  websiteBorn: number;
  branchBorn: number;
  /** Known to the branch alone. */
  callersOnly: number;
  visits: readonly [number, number];
  /** Share of searches by the outline of a county or country, the rest are circles. */
  outlined: number;
  listings: number;
  badRounds: number;
  otherBodies: number;
  futureTypes: number;
  erased: number;
  merged: number;
}

export const fullDay: DaySize = {
  websiteBorn: 205,
  branchBorn: 30,
  callersOnly: 6,
  visits: [1, 1],
  outlined: 0.3,
  listings: 160,
  badRounds: 3,
  otherBodies: 2,
  futureTypes: 3,
  erased: 2,
  merged: 2,
};
export const firstDay: DaySize = {
  websiteBorn: 34,
  branchBorn: 6,
  callersOnly: 0,
  visits: [0, 1],
  outlined: 0.35,
  listings: 60,
  badRounds: 0,
  otherBodies: 0,
  futureTypes: 0,
  erased: 0,
  merged: 0,
};

/**
 * A day of an agency: who says what when, in order. Pure: the same seed, start and names give the same day, so that
 * senders, twins and the comparison can agree on it.
 */
export function dayOf(seed: string, startsAt: Date, names: Names, size: DaySize = fullDay): Day {
  const chance = new Chance(seed);
  const script = new Script(chance.fork('ids'), names, startsAt);
  const listings = listingsOf(chance.fork('listings'), size.listings);
  const cast = castOf(chance.fork('cast'), names, size.websiteBorn, size.branchBorn + size.callersOnly);
  const stage: Stage = { script, chance: chance.fork('stories'), listings, outlined: size.outlined, visits: size.visits };
  const onWebsite: Known[] = cast
    .filter(({ bornAt }) => bornAt === 'website')
    .map((who) => ({ who, told: tellWebsiteStory(stage, who, { atMs: morning(stage.chance) }) }));
  const callers = cast.filter(({ bornAt }) => bornAt === 'backOffice');
  const byBranch: Known[] = callers.slice(0, size.branchBorn).map((who) => {
    const told = tellInvitation(stage, who, morning(stage.chance));
    return { who, told: tellWebsiteStory(stage, who, { atMs: 0, told }) };
  });
  for (const who of callers.slice(size.branchBorn)) tellUnknownToWebsite(stage, who, morning(stage.chance));
  tellSundries(stage, size, onWebsite, byBranch);
  const repeats = tellRepeats(chance.fork('repeats'), script.lines, 0.02, size.otherBodies);
  const lines = [...script.lines, ...repeats].sort((a, b) => a.atMs - b.atMs);
  return {
    seed,
    startsAt,
    agency: names.agency,
    participants: { website: names.website, backOffice: names.backOffice },
    people: cast.length,
    requests: lines.map((line, n) => ({ ...line, n })),
  };
}

function tellSundries(stage: Stage, size: DaySize, onWebsite: Known[], byBranch: Known[]): void {
  const quiet = size.erased + 2 * size.merged;
  // Those who merge or leave have no record at the branch yet; all others are answered by it.
  const leaving = onWebsite.slice(0, quiet);
  const staying = onWebsite.slice(quiet);
  tellHouseholds(stage, staying, byBranch);
  tellUpdates(stage, staying);
  for (const { who, told } of [...staying.filter(() => stage.chance.maybe(0.55)), ...byBranch]) tellBranchAnswer(stage, who, told);
  const pairs = Array.from({ length: size.merged }, (_, i) => [leaving[size.erased + 2 * i], leaving[size.erased + 2 * i + 1]]);
  const merged = pairs.flatMap(([survivor, gone]): [Known, Known][] => (survivor && gone ? [[survivor, gone]] : []));
  tellMergesAndErasures(stage, merged, leaving.slice(0, size.erased));
  tellFutureTypes(stage, staying.slice(0, size.futureTypes));
  if (size.badRounds > 0) tellBadRequests(stage, staying, size.badRounds);
}

/** Most come in the morning; the day has room for all they do. */
function morning(chance: Chance): number {
  return Math.floor(chance.real() * chance.real() * 12 * hour);
}
