// The API as its OpenAPI document describes it: what may be asked, and whether an answer is one that it promises.
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import * as z from 'zod/mini';
import document from '../../docs/openapi.json' with { type: 'json' };

const schemas: Readonly<Record<string, unknown>> = document.components.schemas;

/** A schema with what it refers to inside. */
const inlined = z.pipe(
  z.unknown(),
  z.transform((schema) => JSON.parse(JSON.stringify(schema), (_, value) => schemas[nameOf(value)] ?? value)),
);

function nameOf(value: unknown): string {
  const isReference = typeof value === 'object' && value !== null && '$ref' in value && typeof value.$ref === 'string';
  return isReference ? String(value.$ref).slice('#/components/schemas/'.length) : '';
}

const json = z.object({ schema: z.unknown() });
const content = z.record(z.string(), json);

const operation = z.object({
  operationId: z.string(),
  security: z.array(z.unknown()),
  description: z.optional(z.string()),
  parameters: z._default(
    z.array(
      z.object({
        name: z.string(),
        in: z.enum(['path', 'query', 'header']),
        required: z.optional(z.boolean()),
        schema: inlined,
      }),
    ),
    [],
  ),
  requestBody: z.optional(
    z.object({ required: z.boolean(), content: z.object({ 'application/json': z.object({ schema: inlined }) }) }),
  ),
  responses: z.record(z.string(), z.union([z.object({ $ref: z.string() }), z.object({ content })])),
});

export interface Operation extends z.infer<typeof operation> {
  readonly method: string;
  readonly path: string;
}

export const OPERATIONS: readonly Operation[] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, raw]) => ({ ...operation.parse(raw), method: method.toUpperCase(), path })),
);

const responses: ReadonlyMap<string, z.infer<typeof content>> = new Map(
  Object.entries(document.components.responses).map(([name, response]) => [
    `#/components/responses/${name}`,
    content.parse(response.content),
  ]),
);

/** Closes every object: what the document does not mention must not be answered. */
function closed(key: string, value: unknown): unknown {
  const isSchema = typeof value === 'object' && value !== null && 'properties' in value && key !== 'properties';
  return isSchema && !('additionalProperties' in value) ? { ...value, additionalProperties: false } : value;
}

const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true, validateFormats: true });
formats.default(ajv);
ajv.addKeyword('components');
ajv.addSchema({ $id: 'openapi', components: JSON.parse(JSON.stringify(document.components), closed) });

/** Why the answer is none of those that the document promises; undefined when it is one. */
export function brokenPromise(
  { operationId, responses: promised }: Operation,
  status: number,
  type: string | undefined,
  body: string,
): string | undefined {
  const response = promised[status];
  if (response === undefined) return `${operationId}: a status that is not documented: ${status} ${body}`;
  const { [type ?? '']: found } = 'content' in response ? response.content : (responses.get(response.$ref) ?? {});
  if (found === undefined) return `${operationId}: a type that is not documented: ${status} ${type}`;
  const validate = validatorOf(found.schema);
  return validate(JSON.parse(body)) ? undefined : `${operationId}: ${ajv.errorsText(validate.errors)}: ${body}`;
}

const validators = new Map<unknown, ReturnType<typeof ajv.compile>>();

function validatorOf(raw: unknown) {
  const known = validators.get(raw);
  if (known) return known;
  const referring: unknown = JSON.parse(
    JSON.stringify(raw).replaceAll('"#/components/', '"openapi#/components/'),
    closed,
  );
  if (typeof referring !== 'object' || referring === null) throw new Error('no schema');
  const validate = ajv.compile(referring);
  validators.set(raw, validate);
  return validate;
}
