import { floorSlopePerHour, type Sample, slopePerHour } from './samples';

const sample = (minute: number, residentMiB: number): Sample => ({
  minute,
  residentMiB,
  handles: 40,
  connections: 20,
  loopDelayMs: 12,
  passingRows: 0,
  historyMiB: 10,
  tables: { 'exchange.inbox': 1 + minute / 60 },
});

describe('the slope of a soak', () => {
  it('is what is gained per hour, and nothing where nothing is', () => {
    const samples = [sample(0, 100), sample(10, 110), sample(20, 120), sample(30, 130)];
    expect(slopePerHour(samples, ({ residentMiB }) => residentMiB)).toBeCloseTo(60);
    expect(slopePerHour(samples, ({ handles }) => handles)).toBeCloseTo(0);
    expect(slopePerHour(samples, ({ tables }) => tables['exchange.inbox'] ?? Number.NaN)).toBeCloseTo(1);
  });

  it('leaves out a figure that could not be had', () => {
    const samples = [sample(0, 100), sample(10, Number.NaN), sample(20, 120)];
    expect(slopePerHour(samples, ({ residentMiB }) => residentMiB)).toBeCloseTo(60);
  });

  it('does not take for a leak what comes and goes, and sees one beneath it', () => {
    const swinging = (leakPerMinute: number): Sample[] =>
      // More and more of the minutes are busy ones, and still each stretch has a quiet moment.
      Array.from({ length: 60 }, (_, n) => ({ ...sample(n, 100), handles: 50 + leakPerMinute * n + (n % 5 === 0 ? 0 : 2 * n) }));
    const handles = ({ handles: held }: Sample): number => held;
    expect(slopePerHour(swinging(0), handles)).toBeGreaterThan(50);
    expect(floorSlopePerHour(swinging(0), handles)).toBeCloseTo(0);
    expect(floorSlopePerHour(swinging(1), handles)).toBeCloseTo(60, 0);
  });
});
