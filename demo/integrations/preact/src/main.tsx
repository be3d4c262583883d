import { render } from 'preact';
import { useState } from 'preact/hooks';
import { PrintJob } from './PrintJob';

const query = new URLSearchParams(location.search);
const server = query.get('server') ?? '';
const [invoice = '', note = '', label = '', another = ''] = query.getAll('token');

function App() {
  const [jobs, setJobs] = useState([
    { name: 'Invoice', token: invoice },
    { name: 'Delivery note', token: note },
    { name: 'Label', token: label },
  ]);
  const [lines, setLines] = useState<string[]>([]);
  const log = (line: string) => setLines((previous) => [...previous, line]);

  function printAgain() {
    setJobs(jobs.map((job) => (job.name === 'Invoice' ? { ...job, token: another } : job)));
  }

  return (
    <>
      <ul>
        {jobs.map(({ name, token }) => (
          <li key={name}>
            <PrintJob name={name} server={server} token={token} log={log} />
          </li>
        ))}
      </ul>
      <button onClick={() => setJobs([...jobs].reverse())}>Reverse</button>
      <button onClick={printAgain}>Print again</button>
      <button onClick={() => setJobs([])}>Remove</button>
      <ol>
        {lines.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ol>
    </>
  );
}

const root = document.querySelector('#app');
if (root) render(<App />, root);
