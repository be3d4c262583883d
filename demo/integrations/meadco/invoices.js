import { trackPrint } from './scriptx-job-status.min.js';

for (const row of document.querySelectorAll('li')) {
  const link = row.querySelector('a');
  const button = row.querySelector('button');
  const badge = row.querySelector('scriptx-job-status');
  badge.label = link.textContent;
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      await trackPrint(badge, (done, progress) =>
        MeadCo.ScriptX.Print.PDF.print(link.href, done, progress),
      );
      button.remove();
    } catch {
      // The badge says why. The user can try again.
      button.disabled = false;
    }
  });
}
