import { assert } from '@open-wc/testing';
import '../../src/index.js';
import {
  clock,
  newToken,
  page,
  server,
  service,
  show,
  useDrivenPage,
} from './support/driven-page.js';
import { badge, inShort } from './support/pages.js';

useDrivenPage();

describe('a licence', () => {
  it("is sent over plain http to the page's own origin and to no other", async () => {
    clock.origin = 'http://page.example';
    show({ server: clock.origin, license: 'own' });
    show({ server: 'http://other.example', license: 'own' });
    await clock.pass(10);
    assert.deepEqual(
      service.requests.map(({ init }) => 'Authorization' in (init.headers ?? {})),
      [true, false],
    );
  });

  it('that is not sent is mentioned only in the error of the element that has it', async () => {
    service.react({ http: 401 });
    const [without] = show({ server: 'http://lan.example', token: 'withheld' });
    const [withheld] = show({ server: 'http://lan.example', token: 'withheld', license: 'x' });
    await clock.pass(10);
    assert.notInclude(String(without.error), 'not sent');
    assert.include(String(withheld.error), 'not sent');
  });

  it('is not sent to a server that is named by anything but a script of the page', async () => {
    page.innerHTML = `
      <p data-meadco-server="https://evil.example" data-meadco-license="theirs"></p>
      <div id="jobs"></div>`;
    const script = document.createElement('script');
    script.type = 'text/plain';
    Object.assign(script.dataset, { meadcoServer: server, meadcoLicense: 'page' });
    page.append(script);
    const element = badge({ token: newToken() });
    element.removeAttribute('server');
    element.license = 'own';
    page.append(element);
    await clock.pass(10);
    assert.isNotEmpty(service.requests);
    for (const { url, init } of service.requests) {
      assert.include(url, server);
      assert.propertyVal(init.headers, 'Authorization', `Basic ${btoa('own:')}`);
    }
  });

  it('is not sent to a server of elements that are named like properties of the document', async () => {
    const named = `
      <img name="scripts" data-meadco-server="https://evil.example">
      <form name="scripts"><input data-meadco-server="https://evil.example"></form>
      <img name="readyState"><img name="querySelector">`;
    for (const markup of [named, '<img name="scripts">']) {
      page.innerHTML = markup;
      const element = badge({ token: newToken() });
      element.removeAttribute('server');
      element.license = 'own';
      page.append(element);
      const [other] = show();
      await clock.pass(10);
      assert.equal(element.state, 'idle');
      assert.equal(other.state, 'queued');
      page.replaceChildren();
      await clock.pass(10);
    }
    assert.isEmpty(service.requests.filter(({ url }) => url.includes('evil')));
  });

  it('is not sent to another origin because of `<base>`', async () => {
    clock.origin = location.origin;
    clock.baseURI = 'https://evil.example/';
    const [element, events] = show({ server: '/print', license: 'own' });
    await clock.pass(10);
    assert.deepEqual(inShort(events), ['error address']);
    assert.include(element.error?.message, '<base>');
    assert.isEmpty(service.requests);
  });

  it('is in no event, log, URL or attribute', async () => {
    const license = 'c0ffee00-secret';
    const logged: unknown[] = [];
    const { error, log, warn } = console;
    Object.assign(console, {
      error: (...args: unknown[]) => logged.push(args),
      log: (...args: unknown[]) => logged.push(args),
      warn: (...args: unknown[]) => logged.push(args),
    });
    try {
      for (const reaction of [1, { http: 401 }, { http: 503 }, new TypeError('no'), 6]) {
        service.react(reaction);
        const [element, events] = show({ token: newToken() });
        element.license = license;
        await clock.pass(5000);
        const reported = events.map((event) => JSON.stringify([event, event.detail]));
        assert.notInclude(reported.join() + element.outerHTML + String(element.error), license);
        assert.notInclude(service.requests.map(({ url }) => url).join(), license);
        element.remove();
      }
    } finally {
      Object.assign(console, { error, log, warn });
    }
    assert.notInclude(JSON.stringify(logged), license);
  });
});
