// The command line: the table of contents, and how a command ends.
import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { EXIT, exitCodeOf, failure } from './failure.ts';
import { addLocal } from './program/local.ts';
import { addMigration } from './program/migration.ts';
import { addSuppressions } from './program/suppressions.ts';

// Started through the launcher: without it, this process has nobody to serve.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// Whoever reads has seen enough, such as `head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const program = new Command('bounce-suppressor')
  .description(
    'Takes the bounce webhooks of SendGrid, Postmark and Amazon SES and keeps one explained suppression list.',
  )
  .version(packageJson.version)
  .showHelpAfterError('(add --help for the options)')
  .addHelpText(
    'after',
    `
Exit codes: 0 done, 1 failed, 2 not understood, 3 the address that was looked up is suppressed.
Where the service is and how to get in: BOUNCE_SUPPRESSOR_URL and BOUNCE_SUPPRESSOR_KEY, or --url and --key.`,
  )
  // Commands made below inherit this: what commander itself refuses is a mistake in usage.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT.usage));

addLocal(program);
addSuppressions(program);
addMigration(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`bounce-suppressor: ${failure(error)}\n`);
  process.exitCode = exitCodeOf(error);
}
