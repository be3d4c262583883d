// Makes the PDF files that the demo prints, with the same bytes each time:
//
//   node --import tsx demo/make-documents.ts
import { mkdir, writeFile } from 'node:fs/promises';
import { catalogue } from './paper/catalogue.js';
import { deliveryNote } from './paper/delivery-note.js';
import { invoice } from './paper/invoice.js';

const folder = new URL('documents/', import.meta.url);

const documents = {
  'delivery-note.pdf': await deliveryNote(),
  'invoice.pdf': await invoice(),
  'catalogue.pdf': await catalogue(),
  'broken.pdf':
    'This text file has the name of a PDF file. It shows how a print of a broken file fails.\n',
};

await mkdir(folder, { recursive: true });
for (const [name, content] of Object.entries(documents)) {
  await writeFile(new URL(name, folder), content);
}
