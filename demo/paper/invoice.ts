import { goods, pounds } from './goods.js';
import { grey, makeDocument, margin, pale, right, type Sheet, teal, white } from './sheet.js';

const pages = 3;
const columns = { quantity: 360, price: 450, amount: right - 10 };

const lines = [...goods.values()].flat().map((article, index) => {
  const quantity = 1 + ((index * 7) % 9);
  return { ...article, quantity, amount: quantity * article.pence };
});

/** Has three pages. */
export function invoice(): Promise<Uint8Array> {
  return makeDocument('Invoice 2025-0318', (addSheet) => {
    const perPage = Math.ceil(lines.length / pages);
    for (let page = 1; page <= pages; page += 1) {
      const sheet = addSheet();
      sheet.letterhead('Invoice', '2025-0318 · 3 March 2025');
      const top = page === 1 ? addressee(sheet) : 120;
      const end = table(sheet, top, lines.slice((page - 1) * perPage, page * perPage));
      if (page === pages) totals(sheet, end + 28);
      sheet.footer(page, pages);
    }
  });
}

/** @returns Where the next part starts */
function addressee(sheet: Sheet): number {
  sheet.text('BILL TO', margin, 130, { size: 8, color: grey });
  sheet.text('Trelawny Architects', margin, 148, { size: 12, bold: true });
  sheet.text('The Old Net Loft, Custom House Hill', margin, 164);
  sheet.text('Port Penna', margin, 178);
  sheet.text('DUE', right, 130, { size: 8, color: grey, end: true });
  sheet.text('2 April 2025', right, 148, { size: 12, bold: true, end: true });
  return 214;
}

/** @returns Where the next part starts */
function table(sheet: Sheet, top: number, rows: typeof lines): number {
  const caption = { size: 9, bold: true };
  sheet.box(margin, top, right - margin, 24, pale);
  sheet.text('Article', margin + 10, top + 16, caption);
  sheet.text('Quantity', columns.quantity, top + 16, { ...caption, end: true });
  sheet.text('Price', columns.price, top + 16, { ...caption, end: true });
  sheet.text('Amount', columns.amount, top + 16, { ...caption, end: true });
  let y = top + 48;
  for (const { name, note, code, quantity, pence, amount } of rows) {
    sheet.text(name, margin + 10, y, { size: 11, bold: true });
    sheet.text(`${code} · ${note}`, margin + 10, y + 13, { size: 9, color: grey });
    sheet.text(String(quantity), columns.quantity, y, { size: 11, end: true });
    sheet.text(pounds(pence), columns.price, y, { size: 11, end: true });
    sheet.text(pounds(amount), columns.amount, y, { size: 11, end: true });
    sheet.rule(y + 22);
    y += 40;
  }
  return y;
}

function totals(sheet: Sheet, top: number): void {
  const net = lines.reduce((sum, { amount }) => sum + amount, 0);
  const tax = Math.round(net * 0.2);
  const sums: readonly [string, number][] = [
    ['Net', net],
    ['VAT 20 %', tax],
  ];
  sums.forEach(([name, pence], index) => {
    sheet.text(name, 360, top + index * 20, { color: grey });
    sheet.text(pounds(pence), columns.amount, top + index * 20, { size: 11, end: true });
  });
  sheet.box(350, top + 34, right - 350, 34, teal);
  sheet.text('Total', 360, top + 56, { size: 12, bold: true, color: white });
  const total = { size: 14, bold: true, color: white, end: true };
  sheet.text(pounds(net + tax), columns.amount, top + 56, total);
  sheet.text('Please pay within 30 days, and quote 2025-0318.', margin, top + 110, { color: grey });
}
