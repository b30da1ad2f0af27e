import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export type ReceiverMode =
  'takes' | 'refuses for now' | 'refuses for good' | 'refuses the address' | 'breaks before the message' | 'breaks after the message';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** As it was sent, with the dots of transparency taken away (RFC 5321, 4.5.2). */
  readonly message: string;
}

/** A mail server that speaks SMTP (RFC 5321) over plain TCP, and can be told what goes wrong. */
export class SmtpReceiver {
  mode: ReceiverMode = 'takes';
  /** Who has to sign in, as `user` and `password` (RFC 4954, PLAIN). */
  login: { user: string; password: string } | undefined;
  readonly mails: ReceivedMail[] = [];
  /** Messages that were handed over, also where the answer got lost. */
  handedOver = 0;
  connections = 0;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => this.converse(socket));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    // Listens on TCP, so this is no pipe's name.
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private converse(socket: Socket): void {
    this.connections += 1;
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    // The other side may hang up at any time.
    socket.on('error', () => undefined);
    socket.setEncoding('utf8');
    const talk = { from: '', to: [] as string[], data: false, known: this.login === undefined };
    let unread = '';
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    say('220 receiver.example ESMTP');
    socket.on('data', (chunk: string) => {
      unread += chunk;
      for (;;) {
        const end = unread.indexOf(talk.data ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const piece = unread.slice(0, end);
        unread = unread.slice(end + (talk.data ? 5 : 2));
        if (talk.data) this.take(piece, talk, socket, say);
        else this.answer(piece, talk, socket, say);
      }
    });
  }

  private take(message: string, talk: { from: string; to: string[]; data: boolean }, socket: Socket, say: (line: string) => void): void {
    talk.data = false;
    this.handedOver += 1;
    if (this.mode === 'breaks after the message') return void socket.destroy();
    this.mails.push({ from: talk.from, to: [...talk.to], message: message.replaceAll(/^\.\./gm, '.') });
    say(`250 2.0.0 queued as ${this.mails.length}`);
  }

  private answer(
    line: string,
    talk: { from: string; to: string[]; data: boolean; known: boolean },
    socket: Socket,
    say: (line: string) => void,
  ): void {
    const [verb = '', ...rest] = line.split(' ');
    const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
    switch (verb.toUpperCase()) {
      case 'EHLO':
        say('250-receiver.example');
        if (this.login) say('250-AUTH PLAIN');
        return say('250 8BITMIME');
      case 'AUTH':
        talk.known = Buffer.from(rest[1] ?? '', 'base64').toString() === `\u0000${this.login?.user}\u0000${this.login?.password}`;
        return say(talk.known ? '235 2.7.0 signed in' : '535 5.7.8 credentials are not right');
      case 'MAIL':
        if (!talk.known) return say('530 5.7.0 sign in first');
        if (this.mode === 'refuses for now') return say('451 4.3.0 come back later');
        talk.from = address;
        return say('250 2.1.0 ok');
      case 'RCPT':
        if (this.mode === 'refuses the address') return say('550 5.1.1 no such mailbox');
        talk.to.push(address);
        return say('250 2.1.5 ok');
      case 'DATA':
        if (this.mode === 'breaks before the message') return void socket.destroy();
        if (this.mode === 'refuses for good') return say('554 5.7.1 not wanted');
        talk.data = true;
        return say('354 end with a dot');
      case 'RSET':
        talk.to.length = 0;
        return say('250 2.0.0 ok');
      case 'QUIT':
        say('221 2.0.0 bye');
        return void socket.end();
      default:
        return say('502 5.5.2 not known here');
    }
  }
}
