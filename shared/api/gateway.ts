// API Gateway's HTTP event, payload format 2.0, read into what the pipeline and the router take.
import * as z from 'zod/mini';

const gatewayEvent = z.object({
  rawPath: z.string(),
  rawQueryString: z.optional(z.string()),
  headers: z.optional(z.record(z.string(), z.string())),
  body: z.optional(z.nullable(z.string())),
  isBase64Encoded: z.optional(z.boolean()),
  requestContext: z.object({
    requestId: z.optional(z.string()),
    http: z.object({ method: z.string() }),
  }),
});

export interface GatewayRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The very bytes that the client sent. */
  readonly body: Buffer;
  readonly requestId: string;
}

/** @throws when the event is not of payload format 2.0: a mistake in the deployment, not of the client */
export function parseGatewayEvent(event: unknown): GatewayRequest {
  const { rawPath, rawQueryString, headers = {}, body, isBase64Encoded, requestContext } = gatewayEvent.parse(event);
  return {
    method: requestContext.http.method.toUpperCase(),
    path: rawPath,
    query: rawQueryString ?? '',
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
    requestId: requestContext.requestId ?? '',
  };
}
