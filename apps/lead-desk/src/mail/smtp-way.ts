import { Readable } from 'node:stream';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SmtpConnection from 'nodemailer/lib/smtp-connection';
import { cut } from '../messages/storable-words';
import { addressIn, composeMail } from './compose-mail';
import { type MailOutcome, MailWay, type OutgoingMail } from './mail-way';

/** As nodemailer's errors are: what the server answered, and to which command. */
interface SmtpError {
  readonly message: string;
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
}

/** Read only once the server takes the message (354): from then on nobody can say that it did not arrive. */
class HandedOver extends Readable {
  begun = false;

  constructor(private readonly message: Buffer) {
    super();
  }

  override _read(): void {
    this.begun = true;
    this.push(this.message);
    this.push(null);
  }
}

const waits = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 10_000, socketTimeout: 30_000 };
/** A server that answers a little now and then holds a mail no longer than this. */
const longestMs = 120_000;
const ofTheMail = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

/** Mails go to a server over SMTP (RFC 5321), one connection each. */
export class SmtpWay extends MailWay {
  readonly doubtful = true;

  constructor(
    private readonly url: string,
    private readonly from: string,
  ) {
    super();
  }

  async send(mail: OutgoingMail): Promise<MailOutcome> {
    const message = new HandedOver(await composeMail(mail, this.from));
    try {
      return { state: 'sent', answer: said(await this.hand(message, mail.to.address)) };
    } catch (error) {
      // Nodemailer says so of each of its errors.
      return outcomeOf(error as SmtpError, message.begun);
    }
  }

  async held(): Promise<readonly string[]> {
    return [];
  }

  async letGo(): Promise<void> {
    // A server has it.
  }

  /** @returns what the server answered */
  private hand(message: HandedOver, to: string): Promise<string> {
    const { auth, ...options } = parseConnectionUrl(this.url);
    const connection = new SmtpConnection({ ...options, ...waits });
    return new Promise<string>((resolve, reject) => {
      const late = setTimeout(() => over(new SmtpTooSlow()), longestMs);
      const over = (error: unknown, response = ''): void => {
        clearTimeout(late);
        if (error) {
          reject(error);
          connection.close();
        } else {
          resolve(response);
          connection.quit();
        }
      };
      const send = (): void =>
        connection.send({ from: addressIn(this.from), to: [to] }, message, (error, info) => over(error, info?.response));
      connection.on('error', over);
      connection.connect((error) => {
        if (error) return over(error);
        if (auth && connection.allowsAuth) connection.login(auth, (refused) => (refused ? over(refused) : send()));
        else send();
      });
    });
  }
}

class SmtpTooSlow extends Error {
  readonly code = 'ETIMEDOUT';
  readonly retriable = true;

  constructor() {
    super(`The mail server took longer than ${longestMs / 1000} s`);
  }
}

const said = (text: string): string => cut(text.replaceAll(/\s+/g, ' ').trim(), 300);

function outcomeOf({ message, code, responseCode = 0, response, command = '' }: SmtpError, handed: boolean): MailOutcome {
  const answer = said(response ?? message);
  const aboutTheMail = ofTheMail.has(command) || code === 'EENVELOPE' || code === 'EMESSAGE';
  if (handed && responseCode === 0) return { state: 'unsure', answer };
  if (aboutTheMail && (responseCode >= 500 || responseCode === 0)) return { state: 'refused', answer };
  return { state: 'later', answer, everybody: !aboutTheMail };
}
