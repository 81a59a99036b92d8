// The commands that need no service: they run one, make keys, or judge what they are given.
import { type Command, Option } from 'commander';
import { PROVIDER_NAMES } from '../../shared/event/mail-event.ts';
import { wholeNumber } from '../arguments.ts';

const DEFAULT_PORT = 8787;

export function addLocal(program: Command): void {
  program
    .command('serve')
    .description('run everything on this machine: the handlers of the cloud over embedded DynamoDB and SQS')
    .option('-p, --port <port>', 'port to listen on, 0 for any free one', wholeNumber(0, 65_535), DEFAULT_PORT)
    .option('-c, --config <file>', 'the JSON configuration; without it every provider is set up with generated keys')
    .option('-d, --data <dir>', 'keep the state in this folder; without it the state is gone at the end')
    .addOption(
      new Option('--demo', 'send a signed batch from every provider and show what became of it').conflicts('config'),
    )
    .addHelpText(
      'after',
      `
With AWS_ENDPOINT_URL_DYNAMODB or AWS_ENDPOINT_URL_SQS set, those are used instead of the embedded ones.

Examples:
  $ bounce-suppressor serve
  $ bounce-suppressor serve --port 9000 --config bounce-suppressor.config.json --data .data`,
    )
    .action(async (options) => (await import('../commands/serve.ts')).serveCommand(options));

  program
    .command('demo')
    .description(
      'send a signed batch from every provider through a service of its own, show what became of it, and end',
    )
    .action(async () => (await import('../commands/demo.ts')).demoCommand());

  program
    .command('normalise')
    .description(
      'read a raw webhook body on standard input, print its events with verdicts as NDJSON; no network, no checks',
    )
    .addOption(new Option('--provider <name>', 'who sent it').choices(PROVIDER_NAMES).makeOptionMandatory())
    .addHelpText('after', '\nExample:\n  $ bounce-suppressor normalise --provider postmark < saved-webhook.json')
    .action(async (options) => (await import('../commands/normalise.ts')).normaliseCommand(options.provider));

  program
    .command('explain')
    .description('tell what a failure means: its reason, whose fault it is, what to do and how to mend it')
    .argument('[text...]', 'the reply of the receiving server; without it, standard input is read line by line')
    .option('--json', 'print the verdict as one JSON object')
    .option('--smtp <code>', 'the reply code, where the text does not begin with it, such as 550')
    .option('--enhanced <code>', 'the enhanced status code, where the text holds none, such as 5.1.1')
    .option('--rhost <name>', 'the server that refused')
    .option('--recipient <address>', 'who it was for: shown beside the verdict')
    .addOption(new Option('--provider <name>', 'the sender whose class --type is').choices(PROVIDER_NAMES))
    .option(
      '--type <type>',
      'the sender’s own class: Permanent (SES), blocked or dropped (SendGrid), HardBounce (Postmark)',
    )
    .option('--subtype <subtype>', 'General (SES), or SendGrid’s bounce_classification')
    .addHelpText(
      'after',
      `
Lines of standard input are bare texts, or JSON objects with the keys text, id, smtp, enhanced, rhost, recipient,
provider, nativeType and nativeSubtype. Each is answered by one line of NDJSON with its id, or else its line number.
A line that can't be read is answered with its error, and the exit code is 1 in the end.

Examples:
  $ bounce-suppressor explain "550 5.7.26 Unauthenticated email from example.com is not accepted"
  $ bounce-suppressor explain --json --provider ses --type Permanent --subtype General "smtp; 550 user unknown"
  $ bounce-suppressor explain < replies.txt
  $ bounce-suppressor explain < replies.ndjson | jq -r 'select(.action == "suppress").id'`,
    )
    .action(async (words, options, command) =>
      (await import('../commands/explain.ts')).explainCommand(words, options, () => command.help({ error: true })),
    );

  const keys = program.command('keys').description('make secrets: each is shown once, the configuration gets its hash');
  keys
    .command('api')
    .description('an API key')
    .requiredOption('--name <name>', 'shown as the author of manual decisions')
    .addOption(new Option('--role <role>', 'what it may do').choices(['read', 'write']).default('read'))
    .action(async (options) => (await import('../commands/keys.ts')).apiKeyCommand(options.name, options.role));
  keys
    .command('postmark')
    .description('user and password for Postmark’s webhook URL')
    .option('--user <user>', 'the user', 'postmark')
    .action(async (options) => (await import('../commands/keys.ts')).postmarkCommand(options.user));
}
