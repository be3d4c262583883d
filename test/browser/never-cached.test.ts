import { assert } from '@open-wc/testing';
import { isNeverCached } from '../../src/protocol/response.js';

describe('a response with', () => {
  const date = 'Wed, 25 Nov 2026 12:00:00 GMT';
  const table: [headers: Record<string, string>, isNeverCached: boolean][] = [
    [{}, true],
    [{ ETag: '"1"' }, true],
    [{ Age: '5', Vary: 'Origin' }, true],
    [{ 'Cache-Control': 'no-store' }, true],
    [{ 'Cache-Control': 'private, No-Cache, max-age=60' }, true],
    [{ 'Cache-Control': 'max-age=0' }, true],
    [{ 'Cache-Control': 'max-age=0,must-revalidate' }, true],
    [{ 'Cache-Control': 'max-age=0', 'Last-Modified': date }, true],
    [{ 'Cache-Control': 'max-age=60' }, false],
    [{ 'Cache-Control': 'max-age=60, max-age=0' }, false],
    [{ 'Cache-Control': 'max-age=0, max-age=60' }, false],
    [{ 'Cache-Control': 'max-age=0, stale-while-revalidate=60' }, false],
    [{ 'Cache-Control': 'max-age=0.5' }, false],
    [{ 'Cache-Control': 'private' }, false],
    [{ 'Cache-Control': 'max-age=60, private="a, no-cache, b"' }, false],
    [{ 'Cache-Control': '' }, false],
    [{ Expires: date }, false],
    [{ Expires: '0' }, false],
    [{ 'Last-Modified': date }, false],
    [{ Pragma: 'no-cache' }, false],
  ];
  for (const [headers, expected] of table) {
    it(`${JSON.stringify(headers)} is ${expected ? 'never' : 'perhaps'} reused`, () => {
      const response = new Response(null, { headers });
      assert.equal(isNeverCached(response), expected);
    });
  }

  it('no headers to read is perhaps reused', () => {
    assert.isFalse(isNeverCached({ ok: true, status: 200 }));
  });
});
