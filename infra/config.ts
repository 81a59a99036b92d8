// The configuration on its way into the deployment: read from its file, checked, and kept inside Lambda's limit.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Token } from 'aws-cdk-lib';
import { type Config, ConfigError, parseConfig } from '../shared/pipeline/config.ts';
import { type AwsSettings, parseSettings } from './settings.ts';

export const DEFAULT_FILE = 'bounce-suppressor.config.json';

export interface Deployment {
  /** What the functions get to see. */
  readonly config: Config;
  readonly aws: AwsSettings;
}

/**
 * Without a file the configuration is empty, so that the stack can be looked at before anything is configured.
 * @param root the project's directory, where {@link DEFAULT_FILE} is looked for and where relative paths start
 * @param named a file that must exist
 * @throws ConfigError with one line a problem, each beginning with the file's name
 */
export function readConfig(root: string, named: string | undefined): Deployment {
  const file = named ?? DEFAULT_FILE;
  const path = resolve(root, file);
  if (named === undefined && !existsSync(path)) return parse('{}');
  try {
    return parse(readText(path));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(error.message.replace(/^/gm, `${file}: `));
  }
}

function parse(json: string): Deployment {
  const problems = [problemsOf(() => parseConfig(json)), problemsOf(() => parseSettings(json))].flat();
  // What is wrong in both parts is told at once; that it is no JSON, once.
  if (problems.length > 0) throw new ConfigError([...new Set(problems)].join('\n'));
  const { aws: _, ...config } = parseConfig(json);
  return { config, aws: parseSettings(json) };
}

function problemsOf(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split('\n');
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`can't be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** AWS Lambda quotas: names and values of all variables of a function together. */
const MAX_ENVIRONMENT_BYTES = 4096;
/** Names and URLs of resources are known only after the deployment; none is longer. */
const MAX_TOKEN_BYTES = 256;

/** What is wrong with a function's environment, if anything; `part` is its part of the configuration. */
export function environmentProblem(
  environment: Readonly<Record<string, string>>,
  part: Partial<Config>,
): string | undefined {
  const bytes = Object.entries(environment).reduce(
    (sum, [name, value]) =>
      sum + name.length + (Token.isUnresolved(value) ? MAX_TOKEN_BYTES : Buffer.byteLength(value)),
    0,
  );
  if (bytes <= MAX_ENVIRONMENT_BYTES) return undefined;
  const largest = largestKey(part);
  return (
    `its environment has ${bytes} bytes, and Lambda takes at most ${MAX_ENVIRONMENT_BYTES}. ` +
    `The largest key of its configuration is ${largest.path} with ${largest.bytes} bytes: ` +
    'shorten it, for instance by pinning fewer certificates or removing keys and topics that are no longer used'
  );
}

interface Sized {
  readonly path: string;
  readonly bytes: number;
}

/** Sections lie up to this deep: `providers.ses.pinnedCertificates`. */
const KEY_DEPTH = 3;

function largestKey(part: object): Sized {
  return keysOf(part, KEY_DEPTH).reduce((largest, key) => (key.bytes > largest.bytes ? key : largest), {
    path: '',
    bytes: 0,
  });
}

function keysOf(value: object, depth: number): Sized[] {
  return Object.entries(value).flatMap(([name, child]: [string, unknown]): Sized[] => {
    if (depth > 1 && typeof child === 'object' && child !== null && !Array.isArray(child)) {
      return keysOf(child, depth - 1).map(({ path, bytes }) => ({ path: `${name}.${path}`, bytes }));
    }
    return [{ path: name, bytes: Buffer.byteLength(JSON.stringify(child) ?? '') }];
  });
}
