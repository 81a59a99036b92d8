// The names of the environment variables: the deployment sets them, the functions read them.

/** The environment variables through which a deployment tells the functions where things are. */
export const ENVIRONMENT = {
  config: 'BOUNCE_SUPPRESSOR_CONFIG',
  table: 'TABLE_NAME',
  events: 'EVENTS_QUEUE_URL',
  quarantine: 'QUARANTINE_QUEUE_URL',
  /** Only people ask for it: the deployment's functions never read dead letters. */
  deadLetters: 'DEAD_LETTERS_QUEUE_URL',
  /** Name or ARN; only where changes are published. */
  eventBus: 'EVENT_BUS_NAME',
  /** DEBUG, INFO (the default), WARN or ERROR. */
  logLevel: 'LOG_LEVEL',
  /** Set by Lambda itself. */
  functionName: 'AWS_LAMBDA_FUNCTION_NAME',
} as const;

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws Error naming the variable that is missing */
export function required(environment: Environment, name: string): string {
  const value = environment[name];
  if (value === undefined || value === '') throw new Error(`the environment variable ${name} is not set`);
  return value;
}
