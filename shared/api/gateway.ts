// The HTTP event of API Gateway and of function URLs, payload format 2.0, read into what the pipeline and the router take.
import { unescape as percentDecoded } from 'node:querystring';
import * as z from 'zod/mini';

const gatewayEvent = z.object({
  rawPath: z.string(),
  rawQueryString: z.optional(z.string()),
  headers: z.optional(z.record(z.string(), z.string())),
  body: z.optional(z.nullable(z.string())),
  isBase64Encoded: z.optional(z.boolean()),
  requestContext: z.object({
    requestId: z.optional(z.string()),
    domainName: z.optional(z.string()),
    http: z.object({ method: z.string() }),
    authorizer: z.optional(z.object({ iam: z.optional(z.object({ userArn: z.string() })) })),
  }),
});

export interface GatewayRequest {
  readonly method: string;
  /** Decoded. */
  readonly path: string;
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The very bytes that the client sent. */
  readonly body: Buffer;
  readonly requestId: string;
  /** Whose AWS credentials signed the request, an ARN, where the gateway has checked that. */
  readonly signer: string | undefined;
}

/** @throws when the event is not of payload format 2.0: a mistake in the deployment, not of the client */
export function parseGatewayEvent(event: unknown): GatewayRequest {
  const { rawPath, rawQueryString, headers = {}, body, isBase64Encoded, requestContext } = gatewayEvent.parse(event);
  return {
    method: requestContext.http.method.toUpperCase(),
    path: FUNCTION_URL.test(requestContext.domainName ?? '') ? percentDecoded(rawPath) : rawPath,
    query: rawQueryString ?? '',
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
    requestId: requestContext.requestId ?? '',
    signer: requestContext.authorizer?.iam?.userArn,
  };
}

/**
 * An HTTP API hands `rawPath` over decoded, against its name; a function URL as it was sent. Decoding what is decoded
 * would make another address of `50%41@example.com`. Bytes that are no UTF-8 become U+FFFD.
 */
const FUNCTION_URL = /\.lambda-url\.[a-z0-9-]+\.on\.aws$/;
