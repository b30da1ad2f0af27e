import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composeMail } from './compose-mail';
import { type MailOutcome, MailWay, type OutgoingMail } from './mail-way';

const ending = '.eml';

/** Without a mail server mails lie in a folder, for their owner's eyes; without a folder only on the screen. */
export class FolderWay extends MailWay {
  readonly doubtful = false;

  /** @param folder absolute; mails in it are named by their ids */
  constructor(
    private readonly folder: string | undefined,
    private readonly from: string,
  ) {
    super();
  }

  async send(mail: OutgoingMail): Promise<MailOutcome> {
    if (this.folder === undefined) return { state: 'kept', answer: 'Kept here: no mail server is set' };
    const file = join(this.folder, `${mail.id}${ending}`);
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await writeFile(file, await composeMail(mail, this.from), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException; // What node:fs throws has one.
      // An attempt before this one wrote it.
      if (code !== 'EEXIST')
        return { state: 'later', answer: `Could not be kept in the data folder (${code ?? 'unknown'})`, everybody: true };
    }
    return { state: 'kept', answer: `Kept in the data folder as mail/${mail.id}${ending}: no mail server is set` };
  }

  async held(): Promise<readonly string[]> {
    if (this.folder === undefined) return [];
    try {
      return (await readdir(this.folder)).filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []; // As above: no mail was kept yet.
      throw error;
    }
  }

  async letGo(id: string): Promise<void> {
    if (this.folder !== undefined) await rm(join(this.folder, `${id}${ending}`), { force: true });
  }
}
