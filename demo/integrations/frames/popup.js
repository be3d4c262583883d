const place = document.querySelector('p');
const badge = document.querySelector('scriptx-job-status');

document.querySelector('button').addEventListener('click', () => {
  const popup = open('', '', 'width=400,height=200');
  popup.document.title = 'Invoice 42';
  popup.document.documentElement.lang = document.documentElement.lang;
  popup.document.body.append(badge);
  popup.addEventListener('pagehide', () => place.append(badge));
});
