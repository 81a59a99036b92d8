// Settings: the configuration as a deployment hands it to a function, checked at the start.
import { type Config, parseConfig } from '../pipeline/config.ts';
import { ENVIRONMENT, type Environment, required } from './environment.ts';

/** @throws ConfigError naming every key that is wrong */
export function configFrom(environment: Environment): Config {
  return parseConfig(required(environment, ENVIRONMENT.config));
}
