const quietMs = 60_000;
/** More different messages than there are troubles; then all are told anew. */
const mostKept = 200;

type Tell = (facts: object, message: string) => void;

/** The same trouble again and again is told once a minute, with how often it came since it was last told. */
export function seldom(tell: Tell, nowMs: () => number = () => performance.now()): (message: string, facts?: object) => void {
  const told = new Map<string, { at: number; times: number }>();
  return (message, facts = {}) => {
    const last = told.get(message);
    if (last && nowMs() - last.at < quietMs) return void (last.times += 1);
    if (told.size >= mostKept) told.clear();
    told.set(message, { at: nowMs(), times: 0 });
    tell({ ...facts, times: (last?.times ?? 0) + 1 }, message);
  };
}
