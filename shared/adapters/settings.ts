// Settings: what a deployment tells the functions through environment variables, checked at the start.

import { type Config, parseConfig } from '../pipeline/config.ts';
import { ENVIRONMENT } from './environment.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws Error naming the variable that is missing */
export function required(environment: Environment, name: string): string {
  const value = environment[name];
  if (value === undefined || value === '') throw new Error(`the environment variable ${name} is not set`);
  return value;
}

/** @throws ConfigError naming every key that is wrong */
export function configFrom(environment: Environment): Config {
  return parseConfig(required(environment, ENVIRONMENT.config));
}
