// The schemas of the OpenAPI document as TypeScript types, for the client: whoever installs it gets plain types to read,
// without the schemas that they come from.
import * as z from 'zod/mini';

const schema = z.looseObject({
  $ref: z.optional(z.string()),
  description: z.optional(z.string()),
  type: z.optional(z.union([z.string(), z.array(z.string())])),
  const: z.optional(z.unknown()),
  enum: z.optional(z.array(z.unknown())),
  anyOf: z.optional(z.array(z.unknown())),
  items: z.optional(z.unknown()),
  prefixItems: z.optional(z.array(z.unknown())),
  properties: z.optional(z.record(z.string(), z.unknown())),
  required: z.optional(z.array(z.string())),
  additionalProperties: z.optional(z.unknown()),
});

const HEAD = `// What the API answers, as types. Written by \`npm run openapi\` from the schemas that the answers are documented with.
`;

/** A module of one exported type a schema. */
export function answerTypes(schemas: Readonly<Record<string, unknown>>): string {
  const types = Object.entries(schemas).map(
    ([name, each]) => `${comment(each, '')}export type ${name} = ${typeOf(each, '')};\n`,
  );
  return [HEAD, ...types].join('\n');
}

function typeOf(raw: unknown, indent: string): string {
  const { $ref, const: constant, enum: values, anyOf, type, items, prefixItems, ...object } = schema.parse(raw);
  if ($ref !== undefined) return $ref.slice($ref.lastIndexOf('/') + 1);
  if (constant !== undefined) return literal(constant);
  if (values) return values.map(literal).join(' | ');
  if (anyOf) return anyOf.map((each) => typeOf(each, indent)).join(' | ');
  if (Array.isArray(type)) return type.map((each) => typeOf({ ...object, items, type: each }, indent)).join(' | ');
  switch (type) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return type;
    case 'integer':
      return 'number';
    case 'array':
      if (prefixItems) return `readonly [${prefixItems.map((each) => typeOf(each, indent)).join(', ')}]`;
      return `readonly (${typeOf(items ?? {}, indent)})[]`;
    case 'object':
      return objectType(object, indent);
    default:
      return 'unknown';
  }
}

type ObjectSchema = Pick<z.infer<typeof schema>, 'properties' | 'required' | 'additionalProperties'>;

function objectType({ properties, required = [], additionalProperties }: ObjectSchema, indent: string): string {
  if (properties === undefined) return `{ readonly [name: string]: ${typeOf(additionalProperties ?? {}, indent)} }`;
  const inner = `${indent}  `;
  const fields = Object.entries(properties).map(([name, property]) => {
    const type = typeOf(property, inner);
    const field = required.includes(name) ? `${name}: ${type}` : `${name}?: ${type} | undefined`;
    return `${comment(property, inner)}${inner}readonly ${field};\n`;
  });
  return `{\n${fields.join('')}${indent}}`;
}

function comment(raw: unknown, indent: string): string {
  const { description } = schema.parse(raw);
  return description === undefined ? '' : `${indent}/** ${description} */\n`;
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
}
