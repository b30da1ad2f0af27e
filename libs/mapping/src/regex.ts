import { RE2JS } from 're2js';

/**
 * Regular expressions that end in time linear in the text (RE2), in the shape JSONata asks for: of an integrator's
 * backtracking pattern one long name would keep the process for hours.
 */
export class LinearRegex {
  lastIndex = 0;
  private readonly pattern: RE2JS;

  /** @throws where the pattern has what RE2 does not know, such as back references */
  constructor(regex: RegExp) {
    const flags = (regex.flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) | (regex.flags.includes('m') ? RE2JS.MULTILINE : 0);
    this.pattern = RE2JS.compile(RE2JS.translateRegExp(regex.source), flags);
  }

  exec(text: string): ({ readonly index: number } & readonly (string | undefined)[]) | null {
    const matcher = this.pattern.matcher(text);
    if (!matcher.find(this.lastIndex)) {
      this.lastIndex = 0;
      return null;
    }
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, n) => matcher.group(n) ?? undefined);
    this.lastIndex = matcher.end();
    return Object.assign(groups, { index: matcher.start() });
  }
}
