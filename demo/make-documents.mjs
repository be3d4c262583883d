// Makes the documents that the demonstration prints. The same bytes come out each time.
import { mkdir, writeFile } from 'node:fs/promises';
import { catalogue } from './paper/catalogue.mjs';
import { deliveryNote } from './paper/delivery-note.mjs';
import { invoice } from './paper/invoice.mjs';

const folder = new URL('documents/', import.meta.url);

const documents = {
  'delivery-note.pdf': await deliveryNote(),
  'invoice.pdf': await invoice(),
  'catalogue.pdf': await catalogue(),
  'broken.pdf':
    'This is no PDF file, whatever its name says: for seeing what becomes of such a job.\n',
};

await mkdir(folder, { recursive: true });
for (const [name, content] of Object.entries(documents)) {
  await writeFile(new URL(name, folder), content);
}
