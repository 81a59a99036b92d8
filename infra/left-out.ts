// Bundled in place of the parts of the AWS SDK that a function in Lambda never reaches, see `bundle.ts`. The names are
// those of the SDK.

/**
 * Lambda puts the credentials of the function's role into the environment. The SDK would look for them in six other
 * places too: files, processes, single sign-on, metadata services.
 */
export function defaultProvider() {
  return async () => {
    const {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
    } = process.env;
    if (!accessKeyId || !secretAccessKey) {
      throw new Error('no AWS credentials: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are the only place to put them');
    }
    return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
  };
}

/** DynamoDB and SQS have no operation that streams events. */
export function eventStreamSerdeProvider(): never {
  throw new Error('event streams are left out of the bundle: see infra/bundle.ts');
}

/** The DynamoDB client makes one for endpoint discovery, and uses it only for operations that need to discover. */
export class EndpointCache {}
