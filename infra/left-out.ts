// Bundled in place of the parts of the AWS SDK that a function never reaches, see `bundle.ts`. Whoever reaches one after
// all is told so in a sentence.

function noCredentials(): never {
  throw new Error(
    'no AWS credentials in the environment: a bundled function takes them from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY ' +
      'and AWS_SESSION_TOKEN only, where Lambda puts them',
  );
}

export {
  noCredentials as fromContainerMetadata,
  noCredentials as fromHttp,
  noCredentials as fromIni,
  noCredentials as fromInstanceMetadata,
  noCredentials as fromProcess,
  noCredentials as fromSSO,
  noCredentials as fromTokenFile,
};

/** DynamoDB and SQS have no operation that streams events. */
export function eventStreamSerdeProvider(): never {
  throw new Error(
    'event streams are left out of the bundles: take @smithy/core/event-streams off the list in bundle.ts',
  );
}

/** The DynamoDB client makes one, but only commands with endpoint discovery use it, and no command here has it. */
export class EndpointCache {}
