import type { ValidateFunction } from 'ajv/dist/2020';
import type { Problem, Sender } from '../envelope';
import { classSchema } from '../schemas/schema-of';
import { SentAttributes } from '../sent-attributes';
import { classProblems } from './class-problems';
import { compile } from './compiled';

export type Sent = Readonly<Record<string, unknown>>;

const stamped = ['origin', 'partitionkey', 'receivedtime'];
const standard = new Set(['data', ...Object.keys(classSchema(SentAttributes).properties ?? {}), ...stamped]);
// CloudEvents 1.0, section 3: lower-case letters and digits, best no more than 20.
const attributeName = /^[a-z0-9]{1,20}$/u;
const mostExtensions = 32;
const maxAheadMs = 10 * 60_000;
const ownRules = new Set(['subjectNotEmail']);

let attributesAreRight: ValidateFunction | undefined;

/** What is wrong with the attributes by their class; refusals carry the attribute's name as their rule. */
function attributeProblems(sent: Sent): Problem[] {
  attributesAreRight ??= compile(classSchema(SentAttributes));
  if (attributesAreRight(sent)) return [];
  return classProblems(SentAttributes, sent, '', '').map((problem) => ({
    ...problem,
    rule: ownRules.has(problem.rule) ? problem.rule : problem.path.slice(1),
  }));
}

/** Checks the attributes of an event, those of extensions included. */
export function envelopeProblems(sent: Sent, sender: Sender, now: Date, known: boolean): Problem[] {
  const problems = attributeProblems(sent);
  const say = (path: string, rule: string, message: string): void => void problems.push({ path, rule, message });
  if (known && sent.subject === undefined)
    say('/subject', 'subject', "subject is missing: the sender's own stable id of the person, 1 to 128 characters");
  if (typeof sent.time === 'string' && Date.parse(sent.time) > now.getTime() + maxAheadMs)
    say('/time', 'timeAhead', `time must be at most 10 minutes ahead of now (${now.toISOString()})`);
  if (typeof sent.dataschema === 'string' && !namesItsOwnType(sent))
    say(
      '/dataschema',
      'dataschema',
      `dataschema must be "urn:people-exchange:${String(sent.type)}:VERSION", the schema of the event's own type`,
    );
  if (sent.agency !== undefined && sent.agency !== sender.agency)
    say('/agency', 'agency', 'agency must be left out: this key does not belong to the agency named');
  for (const name of stamped) if (sent[name] !== undefined) say(`/${name}`, 'stamped', `${name} must be left out: the bridge sets it`);
  extensionProblems(sent, say);
  return problems;
}

function namesItsOwnType({ type, dataschema }: Sent): boolean {
  const start = `urn:people-exchange:${String(type)}:`;
  return typeof dataschema === 'string' && dataschema.startsWith(start) && /^[1-9]\d{0,5}$/u.test(dataschema.slice(start.length));
}

function extensionProblems(sent: Sent, say: (path: string, rule: string, message: string) => void): void {
  let extensions = 0;
  for (const name in sent) {
    if (standard.has(name)) continue;
    // The gateway puts it there where the request had one as a header.
    if (name !== 'tracestate') extensions += 1;
    const value = sent[name];
    if (!attributeName.test(name))
      say(`/${name.slice(0, 64)}`, 'attributeName', 'the name of an attribute must be 1 to 20 lower-case letters and digits');
    else if (
      typeof value === 'number'
        ? !Number.isInteger(value) || Math.abs(value) > 0x7fff_ffff
        : !['string', 'boolean', 'undefined'].includes(typeof value)
    )
      say(`/${name}`, 'attributeValue', `${name} must be a text, true, false or a 32-bit whole number`);
    else if (typeof value === 'string' && (value.length > 2048 || /\p{Cc}/u.test(value)))
      say(`/${name}`, 'attributeValue', `${name} must have at most 2048 characters, none of them a control character`);
  }
  if (extensions > mostExtensions) say('', 'attributes', `an event must have at most ${mostExtensions} extension attributes`);
}
