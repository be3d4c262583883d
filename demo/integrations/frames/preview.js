const source = document.querySelector('template').innerHTML;

document.querySelector('button').addEventListener('click', () => {
  const preview = open('', '', 'width=400,height=200');
  preview.document.write(source);
  preview.document.close();
});
