import { ScriptxJobStatus } from 'scriptx-job-status/react.js';

interface PrintJobProps {
  name: string;
  server: string;
  token: string;
  log: (line: string) => void;
}

const texts = { completed: 'At the printer' };

export function PrintJob({ name, server, token, log }: PrintJobProps) {
  return (
    <ScriptxJobStatus
      label={name}
      server={server}
      token={token}
      interval={200}
      texts={texts}
      onJobStatusChange={({ detail }) => log(`${name} is ${detail.state}`)}
      onJobComplete={({ detail }) => log(`${name} has ended: ${detail.name}`)}
      onJobFailed={({ detail }) => log(`${name} has failed: ${detail.message || detail.name}`)}
      onJobError={({ detail }) => log(`${name} has no status: ${detail.code}`)}
    />
  );
}
