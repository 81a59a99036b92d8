import { describe, expect, test } from 'vitest';
import { service } from '../support/api.ts';
import { ANN, answered, expectProblem, WRITE } from '../support/ask.ts';
import { day, hardBounce } from '../support/records.ts';

const PATHS = [`/v1/suppressions/${ANN}`, '/v1/domains/example.com'];
const body = { rule: 'suppress' };

describe.each(PATHS)('the ETag of %s', (path) => {
  const put = path.includes('domains') ? { body } : {};
  const under = (condition: string) => ({ ...put, headers: { ...WRITE, 'if-match': condition } });

  test('is the version of the answer, and another one after each change', async () => {
    const { ask } = service();
    for (const [method, version] of [
      ['GET', 0],
      ['PUT', 1],
      ['GET', 1],
      ['DELETE', 2],
      ['HEAD', 2],
    ] as const) {
      const answer = await ask(method, path, { headers: WRITE, ...(method === 'PUT' && put) });
      expect(answer.headers['etag']).toBe(`"${version}"`);
      if (method !== 'HEAD') expect(JSON.parse(answer.body)).toMatchObject({ version });
    }
  });

  test('lets a decision through that was made upon it, also upon nothing', async () => {
    const { ask } = service();
    expect((await ask('PUT', path, under('"0"'))).headers['etag']).toBe('"1"');
    expect((await ask('PUT', path, under(' "1" '))).headers['etag']).toBe('"2"');
    expect((await ask('DELETE', path, { headers: { ...WRITE, 'if-match': '"2"' } })).headers['etag']).toBe('"3"');
  });

  test('stops one that was made upon another: nothing is changed', async () => {
    const { ask, store } = service();
    await ask('PUT', path, { headers: WRITE, ...put });
    for (const method of ['PUT', 'DELETE']) {
      for (const version of [0, 2, 999_999_999_999_999]) {
        const answer = await ask(method, path, under(`"${version}"`));
        expectProblem(answer, 412, 'If-Match: version 1 is stored by now: read it again and decide anew');
      }
    }
    expect(store.writes).toHaveLength(1);
  });

  test('stops one that another overtakes between reading and writing', async () => {
    const { ask, store } = service();
    store.faults = { onWrite: () => 'conflict' };
    expectProblem(await ask('PUT', path, under('"0"')), 412, /^If-Match: /);
  });

  test('does not matter with an asterisk, nor without a condition', async () => {
    const { ask } = service();
    await ask('PUT', path, under('*'));
    await ask('PUT', path, { headers: WRITE, ...put });
    expect((await ask('DELETE', path, { headers: WRITE })).headers['etag']).toBe('"3"');
  });

  test.each(['1', 'W/"1"', '"1", "2"', '"one"', '""', '"1', '"-1"', '"1e3"', '"9999999999999999"', '* '.repeat(9)])(
    'is not understood as %j: nothing is changed',
    async (condition) => {
      const { ask, store } = service();
      expectProblem(await ask('PUT', path, under(condition)), 400, /^If-Match: expected one ETag as it was given/);
      expect(store.writes).toEqual([]);
    },
  );
});

test('a lookup does not heed conditions: it always answers', async () => {
  const { ask } = service({ [ANN]: hardBounce(day(1)) });
  const headers = { ...WRITE, 'if-match': '"7"', 'if-none-match': '"1"' };
  expect(await answered(ask('GET', PATHS[0] ?? '', { headers }))).toMatchObject({ suppressed: true, version: 1 });
});
