// The names of streams in the configuration: imported events get the same ones as those that come by webhook.
import { existsSync, readFileSync } from 'node:fs';
import { ConfigError, parseConfig } from '../shared/pipeline/config.ts';
import type { StreamNames } from '../shared/suppression/streams.ts';

const DEFAULT_FILE = 'bounce-suppressor.config.json';

/**
 * Without a file, the one that is deployed from here, if there is one: under another name an unsubscribe would be missed.
 *
 * @throws ConfigError naming the file and every key that is wrong
 */
export function streamNamesIn(file: string | undefined): StreamNames {
  if (file === undefined && !existsSync(DEFAULT_FILE)) return {};
  const path = file ?? DEFAULT_FILE;
  const json = readFileSync(path, 'utf8');
  try {
    return parseConfig(json).streams;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(error.message.replace(/^/gm, `${path}: `));
  }
}
