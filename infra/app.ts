// What `cdk` runs: the configuration and the stack, for whatever account and region the credentials belong to.
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { ConfigError } from '../shared/pipeline/config.ts';
import { readConfig } from './config.ts';
import { BounceSuppressorStack } from './stack.ts';

const app = new App();
const context: unknown = app.node.tryGetContext('config');
const named = typeof context === 'string' ? context : process.env['BOUNCE_SUPPRESSOR_CONFIG_FILE'];

try {
  const deployment = readConfig(join(import.meta.dirname, '..'), named);
  new BounceSuppressorStack(app, 'BounceSuppressor', deployment);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
