// The `mail` object of an SES event: the message that the event is about, as far as it is told.
import { BOUNDS } from '../../event/bounds.ts';
import type { MailEvent } from '../../event/mail-event.ts';
import { boundedMetadata, senderOf, textWithin } from '../fields.ts';
import { isObject } from '../json.ts';
import type { Fields } from './unwrap.ts';

export interface Mail {
  readonly timestamp: unknown;
  /** The envelope sender, at times with a display name. */
  readonly source: unknown;
  /** Every addressee of the message, whoever the event is about. */
  readonly destination: readonly unknown[];
  /** What every event of this message carries along. The id is the one that SendEmail answered. */
  readonly common: Pick<MailEvent, 'messageId' | 'stream' | 'sender' | 'metadata'>;
}

export function readMail(value: unknown): Mail | undefined {
  if (!isObject(value)) return undefined;
  const { timestamp, source, destination } = value;
  const tags = isObject(value['tags']) ? value['tags'] : {};
  const messageId = textWithin(value['messageId'], BOUNDS.id);
  const stream = textWithin(first(tags['ses:configuration-set']), BOUNDS.stream);
  const sender = readSender(tags, source);
  const metadata = boundedMetadata(ownTags(tags));
  return {
    timestamp,
    source,
    destination: Array.isArray(destination) ? destination : [],
    common: {
      ...(messageId !== undefined && { messageId }),
      ...(stream !== undefined && { stream }),
      ...(sender !== undefined && { sender }),
      ...(metadata !== undefined && { metadata }),
    },
  };
}

/** `ses:outgoing-ip` is the server that sent; `ses:source-ip` is whoever called the API, and no evidence. */
function readSender(tags: Fields, source: unknown): MailEvent['sender'] {
  const domain = first(tags['ses:from-domain']);
  const told = typeof domain === 'string' ? senderOf({ from: `postmaster@${domain.trim()}` }) : undefined;
  const sender = senderOf({ from: source, ip: first(tags['ses:outgoing-ip']) });
  return told === undefined ? sender : { ...sender, ...told };
}

function* ownTags(tags: Fields): Generator<readonly [string, unknown]> {
  for (const [name, values] of Object.entries(tags)) {
    if (!name.startsWith('ses:')) yield [name, first(values)];
  }
}

/** SES writes every tag as a list of values. */
function first(values: unknown): unknown {
  return Array.isArray(values) ? values[0] : values;
}
