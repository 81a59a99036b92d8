// explain: the verdict on a reply, for people; on many replies, line by line, for pipes.
import { pipeline } from 'node:stream/promises';
import { classify } from '../../shared/classify/classify.ts';
import type { ProviderName } from '../../shared/event/mail-event.ts';
import { eventOf, type Question } from '../../shared/pipeline/explain.ts';
import { answers } from '../answers.ts';
import { explanation } from '../explanation.ts';
import { UsageError } from '../failure.ts';
import { paint } from '../output.ts';

interface Options {
  readonly json?: boolean;
  readonly smtp?: string;
  readonly enhanced?: string;
  readonly rhost?: string;
  readonly recipient?: string;
  readonly provider?: ProviderName;
  readonly type?: string;
  readonly subtype?: string;
}

/** Without `words` it reads standard input, or asks for `help` where a person sits there and would wait in vain. */
export async function explainCommand(words: readonly string[], options: Options, help: () => void): Promise<void> {
  const { json = false, type, subtype, ...told } = options;
  if (words.length > 0) {
    explainOne({ ...told, text: words.join(' ').trim(), nativeType: type, nativeSubtype: subtype }, json);
    return;
  }
  if (process.stdin.isTTY) return help();
  const [misplaced] = Object.keys({ ...told, ...(type && { type }), ...(subtype && { subtype }) });
  if (misplaced !== undefined) {
    throw new UsageError(
      `--${misplaced} describes a TEXT, "" if there is none; lines of standard input bring their own`,
    );
  }
  await explainInput();
}

function explainOne({ recipient, ...question }: Question & Pick<Options, 'recipient'>, json: boolean): void {
  const { smtp } = question;
  if (smtp !== undefined && !/^[2-5]\d\d$/.test(smtp))
    throw new UsageError(`--smtp: ${smtp} is no reply code, such as 550`);
  const event = eventOf(question);
  const verdict = classify(event);
  if (json) {
    process.stdout.write(`${JSON.stringify(verdict)}\n`);
    return;
  }
  const shown = explanation(verdict, event.diagnostic?.text ?? '', {
    paint,
    columns: process.stdout.columns,
    recipient,
  });
  process.stdout.write(`\n${shown}\n\n`);
}

/** Exit code 1 when a line could not be read; all others are answered all the same. */
async function explainInput(): Promise<void> {
  const answer = (chunks: AsyncIterable<string>) =>
    answers(chunks, () => {
      process.exitCode = 1;
    });
  try {
    await pipeline(process.stdin.setEncoding('utf8'), answer, process.stdout, { end: false });
  } catch (error) {
    // Whoever reads has seen enough, such as `head`.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error;
  }
}
