// The public endpoint: webhooks in, the suppression API; throttled, with an access log that holds no address.
import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { EXPLAIN_PATHS } from './resources.ts';

interface ApiProps {
  readonly ingest: IFunction;
  readonly lookup: IFunction;
  readonly explain: IFunction;
  readonly logRetention: RetentionDays;
  /** Whether the API wants requests signed with AWS credentials. Webhooks and the health stay open. */
  readonly iam: boolean;
  /** Requests a second, and at once. */
  readonly throttle: { readonly rateLimit: number; readonly burstLimit: number };
}

/** The route's pattern, not the path: that would hold the address somebody asks for. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  latencyMs: '$context.responseLatency',
  error: '$context.integrationErrorMessage',
};

export class Api extends Construct {
  readonly http: HttpApi;

  constructor(scope: Construct, id: string, { ingest, lookup, explain, logRetention, iam, throttle }: ApiProps) {
    super(scope, id);
    this.http = new HttpApi(this, 'Api', { createDefaultStage: false });
    const logGroup = new LogGroup(this, 'Log', { retention: logRetention, removalPolicy: RemovalPolicy.DESTROY });
    new HttpStage(this, 'Stage', {
      httpApi: this.http,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
    const [webhooks, suppressions, explanations] = [
      new HttpLambdaIntegration('Webhooks', ingest),
      new HttpLambdaIntegration('Suppressions', lookup),
      new HttpLambdaIntegration('Explanations', explain),
    ];
    this.http.addRoutes({ path: '/webhooks/{provider}', methods: [HttpMethod.POST], integration: webhooks });
    this.http.addRoutes({ path: '/health', methods: [HttpMethod.GET], integration: suppressions });
    const signed = iam ? { authorizer: new HttpIamAuthorizer() } : {};
    this.http.addRoutes({ path: '/v1/{proxy+}', methods: [HttpMethod.ANY], integration: suppressions, ...signed });
    for (const path of EXPLAIN_PATHS) {
      this.http.addRoutes({ path, methods: [HttpMethod.ANY], integration: explanations, ...signed });
    }
  }
}
