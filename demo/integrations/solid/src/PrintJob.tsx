import 'scriptx-job-status';
import type {} from 'scriptx-job-status/types/solid.js';

interface PrintJobProps {
  name: string;
  server: string;
  token: string;
  log: (line: string) => void;
}

const texts = { completed: 'At the printer' };

export function PrintJob(props: PrintJobProps) {
  return (
    <scriptx-job-status
      label={props.name}
      server={props.server}
      token={props.token}
      interval={200}
      texts={texts}
      on:job-status-change={({ detail }) => props.log(`${props.name} is ${detail.state}`)}
      on:job-complete={({ detail }) => props.log(`${props.name} has ended: ${detail.name}`)}
      on:job-failed={({ detail }) =>
        props.log(`${props.name} has failed: ${detail.message || detail.name}`)
      }
      on:job-error={({ detail }) => props.log(`${props.name} has no status: ${detail.code}`)}
    />
  );
}
