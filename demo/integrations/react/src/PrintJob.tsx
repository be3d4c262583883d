import 'scriptx-job-status';
import type {} from 'scriptx-job-status/types/react.js';

interface PrintJobProps {
  name: string;
  server: string;
  token: string;
  tell: (news: string) => void;
}

const texts = { completed: 'In the tray' };

export function PrintJob({ name, server, token, tell }: PrintJobProps) {
  return (
    <scriptx-job-status
      label={name}
      server={server}
      token={token}
      interval={200}
      texts={texts}
      onjob-status-change={({ detail }) => tell(`${name} is ${detail.state}`)}
      onjob-complete={({ detail }) => tell(`${name} has ended: ${detail.name}`)}
      onjob-failed={({ detail }) => tell(`${name} has failed: ${detail.message || detail.name}`)}
      onjob-error={({ detail }) => tell(`${name} is out of sight: ${detail.code}`)}
    />
  );
}
