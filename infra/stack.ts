// The stack: one Bounce Suppressor, and as outputs what has to be pasted elsewhere.
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { BounceSuppressor, type BounceSuppressorProps } from './bounce-suppressor.ts';

export class BounceSuppressorStack extends Stack {
  constructor(scope: Construct, id: string, { config, ...props }: StackProps & Pick<BounceSuppressorProps, 'config'>) {
    super(scope, id, { description: 'Bounce webhooks in, one explained suppression list out', ...props });
    const suppressor = new BounceSuppressor(this, 'Suppressor', { config });
    for (const { name, value, description } of suppressor.outputs) new CfnOutput(this, name, { value, description });
  }
}
