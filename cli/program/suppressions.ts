// The commands that ask and tell the service about addresses.
import { type Command, Option } from 'commander';
import { REASON_NAMES } from '../../shared/classify/reasons.ts';
import { PROVIDER_NAMES } from '../../shared/event/mail-event.ts';
import { CAUSES } from '../../shared/suppression/standing.ts';
import { futureTime, pastTime, wholeNumber } from '../arguments.ts';
import { withService } from '../service.ts';

const NOTE = ['--note <text>', 'why: shown with the decision'] as const;
const UNTIL = [
  '--until <time>',
  'when it ends: 2027-01-31, 2027-01-31T12:00:00Z or 30d; for ever without it',
  futureTime,
] as const;
const STREAM = [
  '--stream <name>',
  'only this stream: message stream, unsubscribe group, configuration set or list/topic',
] as const;

/** What narrows a list of the suppressed. */
export function withFilter(command: Command): Command {
  return command
    .addOption(new Option('--reason <reason>', 'only for this reason').choices([...REASON_NAMES, 'manual']))
    .addOption(new Option('--cause <cause>', 'only for this cause').choices(CAUSES))
    .addOption(new Option('--provider <name>', 'only what this sender told').choices(PROVIDER_NAMES))
    .option('--since <time>', 'suppressed since then or later: 2026-01-31, 2026-01-31T12:00:00Z or 7d', pastTime)
    .option('--until <time>', 'suppressed before', pastTime);
}

export function addSuppressions(program: Command): void {
  withService(program.command('lookup'))
    .description('tell whether addresses may be mailed, and why not')
    .argument('[address...]', 'without one, standard input is read, an address a line')
    .option('--stream <name>', 'ask for this stream; without it, for mail in general')
    .addHelpText(
      'after',
      `
Exit code 0: it may be mailed. 3: the one address that was asked for is suppressed. 1: nobody knows. Several addresses
are answered by exit code 0, whatever the answers.

Examples:
  $ bounce-suppressor lookup gone@example.com
  $ bounce-suppressor lookup --json gone@example.com | jq .remedy
  $ bounce-suppressor lookup --stream newsletter < addresses.txt
  $ bounce-suppressor lookup jane@example.com > /dev/null && ./send-mail.sh jane@example.com`,
    )
    .action(async (addresses, options) => (await import('../commands/lookup.ts')).lookupCommand(addresses, options));

  withService(program.command('suppress'))
    .description('suppress addresses by hand')
    .argument('<address...>')
    .option(...NOTE)
    .option(...UNTIL)
    .option(...STREAM)
    .addHelpText(
      'after',
      `
Examples:
  $ bounce-suppressor suppress jane@example.com --note "asked by phone"
  $ bounce-suppressor suppress jane@example.com --stream newsletter --until 90d`,
    )
    .action(async (addresses, options) =>
      (await import('../commands/decide.ts')).decideCommand('suppress', addresses, options),
    );

  withService(program.command('release'))
    .description('release addresses: what was known until now no longer counts, also when it is replayed or imported')
    .argument('<address...>')
    .option(...NOTE)
    .option(...STREAM)
    .addHelpText('after', '\nExample:\n  $ bounce-suppressor release jane@example.com --note "mailbox is back"')
    .action(async (addresses, options) =>
      (await import('../commands/decide.ts')).decideCommand('release', addresses, options),
    );

  withFilter(withService(program.command('list')))
    .description('list the suppressed addresses, newest first')
    .option('--limit <count>', 'at most so many', wholeNumber(1), 100)
    .option('--all', 'all of them')
    .addHelpText(
      'after',
      `
Examples:
  $ bounce-suppressor list --cause complaint --since 30d
  $ bounce-suppressor list --all --json | jq -r .address`,
    )
    .action(async (options) => (await import('../commands/list.ts')).listCommand(options));

  withService(program.command('history'))
    .description('show what happened at an address: events and decisions, newest first')
    .argument('<address>')
    .option('--limit <count>', 'at most so many', wholeNumber(1), 50)
    .addHelpText('after', '\nExample:\n  $ bounce-suppressor history gone@example.com')
    .action(async (address, options) => (await import('../commands/history.ts')).historyCommand(address, options));

  withService(program.command('incidents'))
    .description('show why mail bounces that is not the recipients’ fault, and what to do')
    .option('--since <time>', 'from then on: 2026-01-31, 2026-01-31T12:00:00Z or 7d', pastTime)
    .option('--until <time>', 'until then', pastTime)
    .addOption(new Option('--reason <reason>', 'only for this reason').choices(REASON_NAMES))
    .option('--receiver <domain>', 'only at this receiver')
    .option('--sender <name>', 'only of this sending domain or IP')
    .option('--limit <count>', 'at most so many groups', wholeNumber(1, 1000), 20)
    .addHelpText(
      'after',
      `
Examples:
  $ bounce-suppressor incidents --since 24h
  $ bounce-suppressor incidents --receiver gmail.com --json | jq 'select(.reason == "auth_failure")'`,
    )
    .action(async (options) => (await import('../commands/incidents.ts')).incidentsCommand(options));

  addDomain(program);
}

function addDomain(program: Command): void {
  const domain = program
    .command('domain')
    .description('rules for all addresses of a domain')
    .addHelpText(
      'after',
      `
Examples:
  $ bounce-suppressor domain suppress competitor.example --note "never mail them"
  $ bounce-suppressor domain allow customer.example --until 14d --note "their server is being moved"
  $ bounce-suppressor domain remove customer.example`,
    );
  const action = (name: 'show' | 'suppress' | 'allow' | 'remove', description: string) =>
    withService(domain.command(name))
      .description(description)
      .argument('<domain>')
      .action(async (which, options) => (await import('../commands/domain.ts')).domainCommand(name, which, options));
  action('show', 'show the rules of a domain');
  action('suppress', 'mail none of its addresses, save those that are released by hand later')
    .option(...NOTE)
    .option(...UNTIL)
    .option(...STREAM);
  action('allow', 'let failures suppress none of its addresses; complaints, unsubscribes and decisions still do')
    .option(...NOTE)
    .option(...UNTIL)
    .option(...STREAM);
  action('remove', 'remove the rule: each address is judged by itself again')
    .option(...NOTE)
    .option(...STREAM);
}
