// Bundling: every function with its dependencies becomes one minified file, by esbuild and without Docker.
import { extname, join, resolve } from 'node:path';
import { Stage } from 'aws-cdk-lib';
import { type AssetCode, Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { buildSync } from 'esbuild';

/** File names in `functions/`. */
export type FunctionName = 'ingest' | 'ingest-ses' | 'suppress' | 'lookup' | 'explain' | 'publish';

export const RUNTIME = Runtime.NODEJS_24_X;

const ROOT = join(import.meta.dirname, '..');
/** In the package as it is installed the functions are JavaScript, as this file is. */
const EXTENSION = extname(import.meta.filename);

/** Parts of the AWS SDK that a function in Lambda never reaches: a third of its bytes, and of the time to load them. */
const LEFT_OUT = ['@aws-sdk/credential-provider-node', '@aws-sdk/endpoint-cache', '@smithy/core/event-streams'];

/** Writes `index.js` into the directory. The same sources give the same bytes, wherever they lie. */
export function bundle(name: FunctionName, directory: string): void {
  buildSync({
    absWorkingDir: ROOT,
    entryPoints: [join('functions', `${name}${EXTENSION}`)],
    outfile: join(directory, 'index.js'),
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    // Loads about a quarter faster than ESM with the SDK in it.
    format: 'cjs',
    // The SDK's ES modules: what isn't imported falls away, as it doesn't from its CommonJS files.
    mainFields: ['module', 'main'],
    alias: Object.fromEntries(LEFT_OUT.map((part) => [part, `./infra/left-out${EXTENSION}`])),
    // No source map: a function would load a third slower with it, and the logs hold messages, not stack traces.
    sourcemap: false,
    legalComments: 'none',
    logLevel: 'warning',
  });
}

/** The bundle as a CDK asset, named by the hash of its bytes. */
export function bundledCode(scope: Construct, name: FunctionName): AssetCode {
  const app = Stage.of(scope);
  if (app === undefined) throw new Error(`${scope.node.path} is not inside an app, whose output takes the bundles`);
  // Not the CDK's own bundling: it announces every function on every run.
  // esbuild would take a relative path to begin at the project's directory, and it may be one.
  const directory = resolve(app.assetOutdir, 'bundles', name);
  bundle(name, directory);
  return Code.fromAsset(directory);
}
