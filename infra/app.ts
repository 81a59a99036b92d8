// What `cdk` runs: the configuration and the stack, for whatever account and region the credentials belong to.
import { join } from 'node:path';
import { Annotations, App } from 'aws-cdk-lib';
import { ConfigError } from '../shared/pipeline/config.ts';
import { DEFAULT_FILE, readConfig } from './config.ts';
import { BounceSuppressorStack } from './stack.ts';

const app = new App();
const context: unknown = app.node.tryGetContext('config');
const named = typeof context === 'string' ? context : process.env['BOUNCE_SUPPRESSOR_CONFIG_FILE'];

try {
  const { config, file } = readConfig(join(import.meta.dirname, '..'), named);
  const stack = new BounceSuppressorStack(app, 'BounceSuppressor', { config });
  if (file === undefined) {
    Annotations.of(stack).addWarningV2(
      'bounce-suppressor:unconfigured',
      `there is no ${DEFAULT_FILE}: until it is configured, every webhook answers 404 and the API refuses everybody`,
    );
  }
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
