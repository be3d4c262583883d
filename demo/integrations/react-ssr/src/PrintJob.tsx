import { ScriptxJobStatus } from 'scriptx-job-status/react.js';

interface PrintJobProps {
  name: string;
  server: string;
  token: string;
  tell: (news: string) => void;
}

const texts = { completed: 'In the tray' };

export function PrintJob({ name, server, token, tell }: PrintJobProps) {
  return (
    <ScriptxJobStatus
      label={name}
      server={server}
      token={token}
      interval={200}
      texts={texts}
      onJobStatusChange={({ detail }) => tell(`${name} is ${detail.state}`)}
      onJobComplete={({ detail }) => tell(`${name} has ended: ${detail.name}`)}
      onJobFailed={({ detail }) => tell(`${name} has failed: ${detail.message || detail.name}`)}
      onJobError={({ detail }) => tell(`${name} is out of sight: ${detail.code}`)}
    />
  );
}
