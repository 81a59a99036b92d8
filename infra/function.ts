// One Lambda function of the road: its bundle, its log, and a role that may do nothing but what is listed.
import { Annotations, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { ENVIRONMENT } from '../shared/adapters/environment.ts';
import type { Config } from '../shared/pipeline/config.ts';
import { bundledCode, type FunctionName, RUNTIME } from './bundle.ts';
import { environmentProblem } from './config.ts';

export interface FunctionOptions {
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  /** The part of the configuration that the function reads. */
  readonly config?: Partial<Config>;
  readonly allow: readonly PolicyStatement[];
  readonly logRetention: RetentionDays;
  readonly tracing: boolean;
  /** Where events go that an asynchronous invocation could not deal with. */
  readonly deadLetterQueue?: IQueue;
}

export function addFunction(scope: Construct, name: FunctionName, options: FunctionOptions): LambdaFunction {
  const { timeoutSeconds, config, allow, logRetention, tracing, deadLetterQueue } = options;
  const id = pascalCase(name);
  const logGroup = new LogGroup(scope, `${id}Logs`, { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
  // Not the role that the CDK makes, which may write to every log group of the account.
  const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  for (const statement of allow) role.addToPolicy(statement);
  const environment = { ...options.environment, ...(config && { [ENVIRONMENT.config]: JSON.stringify(config) }) };
  const lambda = new LambdaFunction(scope, id, {
    runtime: RUNTIME,
    architecture: Architecture.ARM_64,
    memorySize: 512,
    code: bundledCode(scope, name),
    handler: 'index.handler',
    timeout: Duration.seconds(timeoutSeconds),
    environment,
    role,
    logGroup,
    tracing: tracing ? Tracing.ACTIVE : Tracing.DISABLED,
    ...(deadLetterQueue && { deadLetterQueue }),
  });
  const problem = environmentProblem(environment, config ?? {});
  if (problem !== undefined) Annotations.of(lambda).addError(`the function ${name} can't be deployed: ${problem}`);
  return lambda;
}

export function pascalCase(name: string): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
