import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * @typedef {object} Listening
 * @property {number} port
 * @property {() => Promise<void>} close also ends the connections that are still open
 */

/**
 * @param {import('node:http').RequestListener} app
 * @param {number} port 0: any free one
 * @param {string} host
 * @returns {Promise<Listening>}
 */
export async function listen(app, port, host) {
  const server = createServer(app);
  server.listen(port, host);
  await once(server, 'listening');
  const closed = once(server, 'close').then(() => {});
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    port: address.port,
    close() {
      if (server.listening) server.close();
      server.closeAllConnections();
      return closed;
    },
  };
}
