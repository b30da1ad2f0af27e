import { parseArgs, type ParseArgsConfig } from 'node:util';

/** What was typed. A wrong option ends the program with one line and EX_USAGE of sysexits.h, where a stack would hide what is wrong. */
export function typedArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const options = Object.keys(config.options ?? {}).map((name) => `--${name}`);
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}; there are ${options.join(', ')}\n`);
    process.exit(64);
  }
}
