import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeFor, type Framework } from '../../demo/playground/code.js';
import { defaults, queryOf, type Settings, settingsFrom } from '../../demo/playground/settings.js';
import { customSettings, hostileText } from './support/playground-settings.js';

function read(query: string): Settings {
  return settingsFrom(new URLSearchParams(query));
}

describe('the query of the address', () => {
  it('is empty for the defaults', () => {
    assert.equal(queryOf(defaults).toString(), '');
    assert.deepEqual(read(''), defaults);
  });

  it('contains each setting that differs, and gives it back', () => {
    assert.deepEqual(read(queryOf(customSettings).toString()), customSettings);
    for (const [name, value] of Object.entries(customSettings) as [string, unknown][]) {
      const settings = { ...defaults, [name]: value };
      assert.deepEqual(read(queryOf(settings).toString()), settings, name);
    }
  });

  for (const query of [
    'state=idle',
    'state=constructor',
    'job=toString',
    'lang=xx',
    'theme=../evil',
    'appearance=BAR',
    'size=1e2',
    'size=-5',
    'size=99999',
    'interval=NaN',
    'interval=1',
    'ground=red',
    'ground=%23fff;color:red',
    'css-failed-color=url(//evil.example)',
    'css-nonsense=1px',
    'css-radius=calc(1px',
    'css-radius=1px)',
    'css-radius=)1px(',
    'text-idle=Nothing',
    'text-__proto__=Nothing',
    'slot-nonsense=Text',
    'slot-completed=&slot-completed-as=link',
    '%E0%A4%A',
  ]) {
    it(`is ignored where it makes no sense: ${query}`, () => {
      assert.deepEqual(read(query), defaults);
    });
  }

  it('cannot make a text longer than the field allows', () => {
    assert.equal(read(`label=${'x'.repeat(5000)}`).label.length, 120);
  });
});

/** The code of all files of a framework. */
function code(framework: Framework, changes: Partial<Settings>): string {
  return codeFor(framework, { ...defaults, ...changes })
    .map(({ name, code }) => `${name}\n${code}`)
    .join('\n');
}

describe('the code', () => {
  it('of a whole page has everything that was chosen', () => {
    assert.equal(
      code('html', customSettings),
      `print-job.html
<!doctype html>
<html lang="de" dir="rtl">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Invoice &amp; “42”</title>
    <link
      rel="stylesheet"
      href="https://cdn.jsdelivr.net/npm/scriptx-job-status/dist/themes/paper.css"
    />
    <style>
      :root {
        color-scheme: dark;
        font-family: system-ui, sans-serif;
        background: #102030;
      }
      scriptx-job-status {
        --scriptx-job-status-failed-color: #aa0000;
        font-size: 150%;
      }
    </style>
    <script
      type="module"
      src="https://cdn.jsdelivr.net/npm/scriptx-job-status/dist/scriptx-job-status.min.js"
    ></script>
    <script
      type="module"
      src="https://cdn.jsdelivr.net/npm/scriptx-job-status/dist/locales/de.js"
    ></script>
  </head>
  <body>
    <scriptx-job-status
      label="Invoice &amp; “42”"
      appearance="bar"
      announce="off"
      interval="500"
      timeout="60000"
      background
      suspended
      server="http://127.0.0.1:41191"
      license="xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"
      token="8c72a9871ba64c4ba507b4392c1ce0b9"
    >
      <a slot="completed" href="#">Öffnen</a>
      <span slot="lost">?</span>
    </scriptx-job-status>
    <script type="module">
      document.querySelector('scriptx-job-status').texts = {
        'not-started': 'Bald',
        completed: 'Liegt im Fach',
      };
    </script>
  </body>
</html>
`,
    );
  });

  it('of React has everything that was chosen', () => {
    assert.equal(
      code('react', customSettings),
      `PrintJob.tsx
import 'scriptx-job-status';
import 'scriptx-job-status/locales/de.js';
import 'scriptx-job-status/themes/paper.css';
import './PrintJob.css';
import type {} from 'scriptx-job-status/types/react.js';

const texts = {
  'not-started': 'Bald',
  completed: 'Liegt im Fach',
};

export function PrintJob({ token }: { token: string }) {
  return (
    <scriptx-job-status
      label={'Invoice & “42”'}
      appearance="bar"
      announce="off"
      interval={500}
      timeout={60000}
      background
      suspended
      lang="de"
      dir="rtl"
      texts={texts}
      server="http://127.0.0.1:41191"
      license="xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"
      token={token}
    >
      <a slot="completed" href="#">Öffnen</a>
      <span slot="lost">?</span>
    </scriptx-job-status>
  );
}

PrintJob.css
scriptx-job-status {
  --scriptx-job-status-failed-color: #aa0000;
  font-size: 150%;
}
`,
    );
  });

  it('of Vue has everything that was chosen', () => {
    assert.equal(
      code('vue', customSettings),
      `PrintJob.vue
<script setup lang="ts">
import 'scriptx-job-status';
import 'scriptx-job-status/locales/de.js';
import 'scriptx-job-status/themes/paper.css';
import type {} from 'scriptx-job-status/types/vue.js';

const texts = {
  'not-started': 'Bald',
  completed: 'Liegt im Fach',
};

defineProps<{ token: string }>();
</script>

<template>
  <scriptx-job-status
    label="Invoice &amp; “42”"
    appearance="bar"
    announce="off"
    :interval="500"
    :timeout="60000"
    :background="true"
    :suspended="true"
    lang="de"
    dir="rtl"
    :texts="texts"
    server="http://127.0.0.1:41191"
    license="xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"
    :token="token"
  >
    <a slot="completed" href="#">Öffnen</a>
    <span slot="lost">?</span>
  </scriptx-job-status>
</template>

<style>
scriptx-job-status {
  --scriptx-job-status-failed-color: #aa0000;
  font-size: 150%;
}
</style>
`,
    );
  });

  it('contains nothing that is the default', () => {
    for (const framework of ['html', 'react', 'vue'] as const) {
      assert.doesNotMatch(
        code(framework, {}),
        /label|appearance|announce|texts|slot|locales|themes|\.css|dir=|--scriptx/,
      );
    }
  });

  for (const [framework, expected] of [
    [
      'html',
      [
        'label="</script><!-- &quot;{{1}}&quot; {a} &amp; \'b\' \\"',
        `completed: '\\x3C/script>\\x3C!-- "{{1}}" {a} & \\'b\\' \\\\',`,
        `>&lt;/script>&lt;!-- "{{1}}" {a} &amp; 'b' \\</button>`,
      ],
    ],
    [
      'react',
      [
        `label={'\\x3C/script>\\x3C!-- "{{1}}" {a} & \\'b\\' \\\\'}`,
        `>{'\\x3C/script>\\x3C!-- "{{1}}" {a} & \\'b\\' \\\\'}</button>`,
      ],
    ],
    ['vue', [`>&lt;/script>&lt;!-- "&#123;&#123;1}}" &#123;a} &amp; 'b' \\</button>`]],
  ] as const) {
    it(`escapes texts for ${framework}`, () => {
      const written = code(framework, {
        label: hostileText,
        texts: { completed: hostileText },
        slots: { completed: { kind: 'button', text: hostileText } },
      });
      for (const line of expected) assert.ok(written.includes(line), `${line}\n${written}`);
    });
  }
});
