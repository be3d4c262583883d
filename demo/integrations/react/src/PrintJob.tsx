import 'scriptx-job-status';
import type {} from 'scriptx-job-status/types/react.js';

interface PrintJobProps {
  name: string;
  server: string;
  token: string;
  log: (line: string) => void;
}

const texts = { completed: 'At the printer' };

export function PrintJob({ name, server, token, log }: PrintJobProps) {
  return (
    <scriptx-job-status
      label={name}
      server={server}
      token={token}
      interval={200}
      texts={texts}
      onjob-status-change={({ detail }) => log(`${name} is ${detail.state}`)}
      onjob-complete={({ detail }) => log(`${name} has ended: ${detail.name}`)}
      onjob-failed={({ detail }) => log(`${name} has failed: ${detail.message || detail.name}`)}
      onjob-error={({ detail }) => log(`${name} has no status: ${detail.code}`)}
    />
  );
}
