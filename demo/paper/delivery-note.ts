import { goods } from './goods.js';
import { grey, makeDocument, margin, pale, right } from './sheet.js';

const quantities = [4, 6, 2, 1, 12, 3, 5, 2];

/** Has one page. */
export function deliveryNote(): Promise<Uint8Array> {
  return makeDocument('Delivery note DN-20418', (addSheet) => {
    const sheet = addSheet();
    sheet.letterhead('Delivery note', 'DN-20418 · 3 March 2025');

    const caption = { size: 8, color: grey };
    sheet.text('DELIVER TO', margin, 130, caption);
    sheet.text('Trelawny Architects', margin, 148, { size: 12, bold: true });
    sheet.text('The Old Net Loft, Custom House Hill', margin, 164);
    sheet.text('Port Penna', margin, 178);
    sheet.text('CARRIER', 380, 130, caption);
    sheet.text('Van 3, morning round', 380, 148, { size: 12, bold: true });
    sheet.text('3 parcels, 41 kg', 380, 164);

    sheet.box(margin, 214, right - margin, 24, pale);
    sheet.text('Article', margin + 10, 230, { size: 9, bold: true });
    sheet.text('Code', 380, 230, { size: 9, bold: true });
    sheet.text('Quantity', right - 10, 230, { size: 9, bold: true, end: true });

    const articles = [...goods.values()].flat().filter((_, index) => index % 3 === 0);
    quantities.forEach((quantity, index) => {
      const y = 262 + index * 40;
      const { name = '', note = '', code = '' } = articles[index] ?? {};
      sheet.text(name, margin + 10, y, { size: 11, bold: true });
      sheet.text(note, margin + 10, y + 13, { size: 9, color: grey });
      sheet.text(code, 380, y, { size: 11 });
      sheet.text(String(quantity), right - 10, y, { size: 11, end: true });
      sheet.rule(y + 22);
    });

    sheet.text('Received in good order', margin, 680, { bold: true });
    sheet.rule(730);
    sheet.text('Name, date, signature', margin, 743, caption);
    sheet.footer(1, 1);
  });
}
