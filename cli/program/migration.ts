// The commands that bring records in and out, and messages back.
import { type Command, Option } from 'commander';
import { EVENT_TYPES, PROVIDER_NAMES } from '../../shared/event/mail-event.ts';
import { SOURCE_NAMES } from '../../shared/migration/export-kinds.ts';
import { pastTime, wholeNumber } from '../arguments.ts';
import { withService } from '../service.ts';
import { withFilter } from './suppressions.ts';

export function addMigration(program: Command): void {
  withService(program.command('import'))
    .description('import suppression lists of SendGrid, Postmark and SES as they were downloaded, or our own exports')
    .argument('<file...>', 'CSV, JSON or NDJSON; - for standard input')
    .addOption(new Option('--from <source>', 'what the files are; detected without it').choices(SOURCE_NAMES))
    .option('--stream <name>', 'the message stream or unsubscribe group of a list that does not name it')
    .option('--date <time>', 'the date of rows that carry none; without it, when the file was written', pastTime)
    .option('--config <file>', 'the configuration with the names of streams (default: bounce-suppressor.config.json)')
    .option('--dry-run', 'read and judge everything, store nothing')
    .option('--resume', 'go on where the last import of this file stopped')
    .option('--errors <file>', 'where rows go that can’t be imported (default: FILE.errors.ndjson)')
    .option('--parallel <count>', 'how many calls are made at once', wholeNumber(1, 64), 4)
    .addHelpText(
      'after',
      `
Every row is judged as a webhook would be, with its own date: a bounce that was the sender's fault suppresses nobody.
Importing twice changes nothing. Exit code 1: some rows could not be imported, see the file of errors.

Examples:
  $ bounce-suppressor import suppression_bounces.csv suppression_blocks.csv
  $ bounce-suppressor import --from sendgrid-bounces --dry-run export.json
  $ bounce-suppressor import --stream broadcast postmark-dump.json
  $ bounce-suppressor import --stream 12345 --date 2026-10-01 group-members.json
  $ aws sesv2 list-suppressed-destinations | bounce-suppressor import -
  $ bounce-suppressor import --resume backup.ndjson`,
    )
    .action(async (files, options) => (await import('../commands/import.ts')).importCommand(files, options));

  withFilter(withService(program.command('export')))
    .description('export all records, to keep them or to import them elsewhere; or the list of the suppressed')
    .addOption(
      new Option('--format <format>', 'NDJSON: a record a line; CSV: a fact a line, for spreadsheets').choices([
        'ndjson',
        'csv',
      ]),
    )
    .option('-o, --output <file>', 'write to this file (CSV if its name ends so); without it, to standard output')
    .option('--suppressed', 'only who is suppressed now, with the verdict instead of the facts')
    .addHelpText(
      'after',
      `
Examples:
  $ bounce-suppressor export -o backup.ndjson
  $ bounce-suppressor export --format csv | gzip > facts.csv.gz
  $ bounce-suppressor export --suppressed --cause complaint -o complaints.csv`,
    )
    .action(async (options) => (await import('../commands/export.ts')).exportCommand(options));

  program
    .command('replay')
    .description('bring dead letters and quarantined items back: repeating an event changes nothing')
    .addOption(
      new Option('--queue <name>', 'what to bring back').choices(['dead-letters', 'quarantine']).makeOptionMandatory(),
    )
    .addOption(new Option('--provider <name>', 'only what this sender told').choices(PROVIDER_NAMES))
    .addOption(new Option('--type <type>', 'only messages with such an event').choices(EVENT_TYPES))
    .option('--since <time>', 'only what was received since: 2026-01-31, 2026-01-31T12:00:00Z or 7d', pastTime)
    .option('--limit <count>', 'at most so many messages', wholeNumber(1))
    .option('--dry-run', 'tell what would be done, and do nothing', false)
    .option('--queue-url <url>', 'that queue (default: DEAD_LETTERS_QUEUE_URL or QUARANTINE_QUEUE_URL)')
    .option('--events-url <url>', 'the events queue (default: EVENTS_QUEUE_URL)')
    .option('--json', 'print JSON, one message a line')
    .addHelpText(
      'after',
      `
It speaks to SQS, with the AWS credentials of this shell: the deployment's outputs name the queues, and the local
service prints what to set. Quarantined items are read anew by this version; those that still fail stay.

Examples:
  $ bounce-suppressor replay --queue dead-letters --dry-run
  $ bounce-suppressor replay --queue quarantine --provider ses --since 7d`,
    )
    .action(async (options) => (await import('../commands/replay.ts')).replayCommand(options));
}
