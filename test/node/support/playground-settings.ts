import type { Settings } from '../../../demo/playground/settings.js';

/** Settings that all differ from the defaults. */
export const customSettings: Settings = {
  shown: { kind: 'job', name: 'outage' },
  label: 'Invoice & “42”',
  lang: 'de',
  dir: 'rtl',
  appearance: 'bar',
  theme: 'paper',
  size: 150,
  announce: 'off',
  interval: 500,
  timeout: 60_000,
  background: true,
  suspended: true,
  scheme: 'dark',
  ground: '#102030',
  texts: { 'not-started': 'Bald', completed: 'Liegt im Fach' },
  properties: { 'failed-color': '#aa0000' },
  slots: { completed: { kind: 'link', text: 'Öffnen' }, lost: { kind: 'text', text: '?' } },
};

/** A text that would end the code around it if it were not escaped. */
export const hostileText = `</script><!-- "{{1}}" {a} & 'b' \\`;
