import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BridgeApi, CommandFailed, isRecord } from './bridge-api';

/** What the command line says of the bridge; what it leaves out is looked up in the data folder. */
export interface BridgeFlags {
  url?: string;
  key?: string;
  dataDir: string;
}

/** The bridge to speak to: by flags, else by address.json and access.json, which a bridge writes into its data folder. */
export async function findBridge(flags: BridgeFlags): Promise<BridgeApi> {
  const url = flags.url ?? (await textIn(flags.dataDir, 'address.json', 'url'));
  if (url === undefined) {
    throw new CommandFailed(
      `Which bridge? There is no address.json in ${flags.dataDir}, so none has been started from here.\n` +
        'Start one with "npm start", name its data folder with --data-dir, or its address with --url or BRIDGE_URL.',
      3,
    );
  }
  const key = flags.key ?? (await textIn(flags.dataDir, 'access.json', 'operatorKey'));
  if (key === undefined) {
    throw new CommandFailed(
      `An operator key is needed: there is no access.json with an operatorKey in ${flags.dataDir}.\nGive it with --key or BRIDGE_OPERATOR_KEY.`,
      78,
    );
  }
  return new BridgeApi(url.replace(/\/+$/, ''), key);
}

async function textIn(folder: string, file: string, member: string): Promise<string | undefined> {
  const path = join(folder, file);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (problem) {
    const code = typeof problem === 'object' && problem !== null && 'code' in problem ? problem.code : undefined;
    if (code === 'ENOENT') return undefined;
    if (code === 'EACCES')
      throw new CommandFailed(`${path} may only be read by who started the bridge. Run as that user, or give --url and --key.`, 78);
    throw problem;
  }
  try {
    const read: unknown = JSON.parse(text);
    return isRecord(read) && typeof read[member] === 'string' ? read[member] : undefined;
  } catch (problem) {
    if (problem instanceof SyntaxError)
      throw new CommandFailed(`${path} is not JSON (${problem.message}). Start the bridge again, or give --url and --key.`, 78);
    throw problem;
  }
}
