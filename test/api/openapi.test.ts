import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import document from '../../docs/openapi.json' with { type: 'json' };
import { EXPLAIN_WORK } from '../../shared/api/explain-work.ts';
import { LOOKUP_WORK } from '../../shared/api/lookup-work.ts';
import { ROUTES } from '../../shared/api/routes.ts';
import { openApiDocument } from '../../tools/openapi.ts';
import { OPERATIONS } from '../support/operations.ts';

test('docs/openapi.json is that of the table of routes: else run `npm run openapi`', () => {
  expect(document).toEqual(openApiDocument());
});

describe('the document', () => {
  test('is valid by the schema of OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('names the parameters that stand in its paths, each with an example, and no operation twice', () => {
    for (const { path, parameters } of OPERATIONS) {
      const named = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => `{${name}}`);
      expect(named).toEqual(path.match(/\{\w+\}/g) ?? []);
    }
    expect(new Set(OPERATIONS.map(({ operationId }) => operationId)).size).toBe(OPERATIONS.length);
  });

  test('has every route', () => {
    const operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(operations.sort()).toEqual(
      Object.values(ROUTES)
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
  });

  test('refers only to what it holds, and holds nothing that nobody refers to', () => {
    const text = JSON.stringify(document);
    const referred = new Set([...text.matchAll(/"#\/components\/([^"]+)"/g)].map(([, name]) => name));
    const held = [
      ...Object.keys(document.components.schemas).map((name) => `schemas/${name}`),
      ...Object.keys(document.components.responses).map((name) => `responses/${name}`),
    ];
    expect([...referred].sort()).toEqual(held.sort());
  });

  test('names the errors that there are', () => {
    expect(Object.keys(document.paths['/v1/suppressions/{address}'].put.responses)).toEqual([
      '200',
      '400',
      '401',
      '403',
      '412',
      '413',
      '429',
      '500',
      '503',
    ]);
  });
});

describe('the table of routes', () => {
  test.each([
    ['lookup', LOOKUP_WORK],
    ['explain', EXPLAIN_WORK],
  ])('is worked off by the function that it names: %s', (name, work) => {
    const routes = Object.values(ROUTES).filter(({ servedBy }) => servedBy === name);
    expect(new Set(work.map(({ route }) => route))).toEqual(new Set(routes));
  });

  test('lets only write keys change anything', () => {
    const changing = Object.values(ROUTES).filter(({ method }) => method === 'PUT' || method === 'DELETE');
    expect(new Set(changing.map(({ role }) => role))).toEqual(new Set(['write']));
    expect(ROUTES.importRecords.role).toBe('write');
  });
});
