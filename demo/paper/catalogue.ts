import { type Article, goods, pounds } from './goods.js';
import {
  coral,
  grey,
  ink,
  makeDocument,
  margin,
  pale,
  right,
  sand,
  type Sheet,
  teal,
  white,
} from './sheet.js';

const pages = goods.size + 3;
const tones = [teal, coral, sand];

/** Has twelve pages. */
export function catalogue(): Promise<Uint8Array> {
  return makeDocument('Catalogue, spring 2025', (addSheet) => {
    cover(addSheet());
    contents(addSheet());
    [...goods].forEach(([kind, articles], index) => {
      kindPage(addSheet(), kind, articles, index);
    });
    backCover(addSheet());
  });
}

function cover(sheet: Sheet): void {
  sheet.ground(teal);
  sheet.disc(430, 330, 190, sand);
  sheet.disc(300, 430, 120, coral);
  sheet.disc(520, 520, 90, white);
  sheet.text('Harbour & Finch', margin, 110, { size: 18, bold: true, color: white });
  sheet.text('Everything', margin, 670, { size: 54, bold: true, color: white });
  sheet.text('for the desk', margin, 728, { size: 54, bold: true, color: white });
  sheet.text('Catalogue · Spring 2025', margin, 772, { size: 13, color: white });
}

function contents(sheet: Sheet): void {
  sheet.letterhead('Contents', 'Spring 2025');
  [...goods.keys()].forEach((kind, index) => {
    const y = 160 + index * 52;
    sheet.text(kind, margin, y, { size: 18, bold: true });
    sheet.text(String(index + 3), right, y, { size: 18, color: teal, bold: true, end: true });
    sheet.rule(y + 16);
  });
  sheet.footer(2, pages);
}

function kindPage(sheet: Sheet, kind: string, articles: readonly Article[], index: number): void {
  sheet.letterhead(kind, 'Spring 2025');
  articles.forEach(({ code, name, note, pence }, position) => {
    const y = 116 + position * 218;
    sheet.box(margin, y, 200, 188, pale);
    drawArticle(sheet, margin + 100, y + 94, index, position);
    sheet.text(name, 284, y + 40, { size: 15, bold: true });
    sheet.text(note, 284, y + 62, { size: 11, color: grey });
    sheet.text(code, 284, y + 84, { size: 9, color: grey });
    sheet.text(pounds(pence), 284, y + 150, { size: 22, bold: true, color: teal });
    sheet.text('excluding VAT', 284, y + 168, { size: 8, color: grey });
  });
  sheet.footer(index + 3, pages);
}

/** Draws a different picture for each article. */
function drawArticle(sheet: Sheet, x: number, y: number, index: number, position: number): void {
  const first = tones[(index + position) % 3] ?? teal;
  const second = tones[(index + position + 1) % 3] ?? sand;
  const shape = (index * 2 + position) % 4;
  if (shape === 0) {
    sheet.box(x - 44, y - 58, 88, 116, first);
    sheet.box(x - 30, y - 40, 60, 22, white);
    sheet.box(x - 44, y - 58, 10, 116, second);
  } else if (shape === 1) {
    [0, 1, 2].forEach((level) =>
      sheet.box(x - 58, y + 24 - level * 30, 116, 24, tones[level] ?? ink),
    );
    sheet.disc(x, y - 54, 12, ink);
  } else if (shape === 2) {
    sheet.disc(x, y, 58, first);
    sheet.disc(x, y, 34, white);
    sheet.disc(x, y, 20, second);
  } else {
    [0, 1, 2, 3].forEach((place) => {
      const tall = 70 + ((place * 3 + index) % 4) * 14;
      sheet.box(x - 54 + place * 29, y + 58 - tall, 20, tall, place % 2 ? second : first);
      sheet.box(x - 54 + place * 29, y + 58 - tall, 20, 10, ink);
    });
  }
}

function backCover(sheet: Sheet): void {
  sheet.ground(pale);
  sheet.disc(297, 340, 70, teal);
  sheet.disc(345, 340, 32, sand);
  sheet.text('Harbour & Finch', margin, 480, { size: 26, bold: true });
  sheet.text('4 Quay Street, Port Penna', margin, 506, { size: 12, color: grey });
  sheet.text(
    'A firm that exists on paper only: for the demonstration of scriptx-job-status.',
    margin,
    772,
    {
      size: 9,
      color: grey,
    },
  );
}
