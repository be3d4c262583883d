const query = new URLSearchParams(location.search);
const [invoice, note, label, another] = query.getAll('token');
const list = document.querySelector('ul');

function log(line) {
  const item = document.createElement('li');
  item.textContent = line;
  document.querySelector('ol').append(item);
}

function printJob(name, token) {
  const badge = document.createElement('scriptx-job-status');
  badge.setAttribute('label', name);
  badge.setAttribute('server', query.get('server'));
  badge.setAttribute('token', token);
  badge.interval = 200;
  badge.texts = { completed: 'At the printer' };
  badge.addEventListener('job-status-change', ({ detail }) => log(`${name} is ${detail.state}`));
  badge.addEventListener('job-complete', ({ detail }) => log(`${name} has ended: ${detail.name}`));
  badge.addEventListener('job-failed', ({ detail }) =>
    log(`${name} has failed: ${detail.message || detail.name}`),
  );
  badge.addEventListener('job-error', ({ detail }) => log(`${name} has no status: ${detail.code}`));
  const item = document.createElement('li');
  item.append(badge);
  return item;
}

list.append(
  printJob('Invoice', invoice),
  printJob('Delivery note', note),
  printJob('Label', label),
);

document.querySelector('#reverse').addEventListener('click', () => {
  list.append(...[...list.children].reverse());
});
document.querySelector('#again').addEventListener('click', () => {
  list.querySelector('[label=Invoice]').token = another;
});
document.querySelector('#remove').addEventListener('click', () => {
  list.replaceChildren();
});
