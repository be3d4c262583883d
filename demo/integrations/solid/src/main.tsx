import { For } from 'solid-js';
import { createStore } from 'solid-js/store';
import { render } from 'solid-js/web';
import { PrintJob } from './PrintJob';

const query = new URLSearchParams(location.search);
const server = query.get('server') ?? '';
const [invoice = '', note = '', label = '', another = ''] = query.getAll('token');

function App() {
  const [state, setState] = createStore({
    jobs: [
      { name: 'Invoice', token: invoice },
      { name: 'Delivery note', token: note },
      { name: 'Label', token: label },
    ],
    lines: [] as string[],
  });
  const log = (line: string) => setState('lines', (previous) => [...previous, line]);

  return (
    <>
      <ul>
        <For each={state.jobs}>
          {(job) => (
            <li>
              <PrintJob name={job.name} server={server} token={job.token} log={log} />
            </li>
          )}
        </For>
      </ul>
      <button onClick={() => setState('jobs', (jobs) => [...jobs].reverse())}>Reverse</button>
      <button onClick={() => setState('jobs', ({ name }) => name === 'Invoice', 'token', another)}>
        Print again
      </button>
      <button onClick={() => setState('jobs', [])}>Remove</button>
      <ol>
        <For each={state.lines}>{(line) => <li>{line}</li>}</For>
      </ol>
    </>
  );
}

const root = document.querySelector('#app');
if (root) render(App, root);
