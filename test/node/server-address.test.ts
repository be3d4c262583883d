import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseServerAddress } from '../../demo/print-demo/server-address.js';

describe('the address in the form of the demo', () => {
  for (const [text, address] of [
    ['localhost:41191', 'http://localhost:41191'],
    [' 127.0.0.1:41191 ', 'http://127.0.0.1:41191'],
    ['127.1.2.3/', 'http://127.1.2.3'],
    ['print.localhost', 'http://print.localhost'],
    ['[::1]:41191', 'http://[::1]:41191'],
    ['print.example.com/scriptx/?x#y', 'https://print.example.com/scriptx'],
    ['notlocalhost:8080', 'https://notlocalhost:8080'],
    ['192.168.1.5:80', 'https://192.168.1.5:80'],
    ['http://print.example.com', 'http://print.example.com'],
    ['HTTPS://Print.example.com:443/', 'https://print.example.com'],
  ] as const) {
    it(`is ${address} for "${text}"`, () => {
      assert.deepEqual(parseServerAddress(text), { address });
    });
  }

  for (const [text, error] of [
    [' ', /^Enter the address/],
    ['print server', /not an address/],
    ['/print', /not an address/],
    ['http://', /not an address/],
    ['localhost:99999', /not an address/],
    ['ftp://print.example.com', /must start with http/],
    ['file:///etc/passwd', /must start with http/],
    ['https://user:pw@print.example.com', /Remove the user name/],
    ['user@localhost', /Remove the user name/],
  ] as const) {
    it(`is explained for "${text}"`, () => {
      assert.match(parseServerAddress(text).error ?? '', error);
    });
  }
});
