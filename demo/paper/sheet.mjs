import { PDFDocument, rgb, StandardFonts } from 'pdf-lib';

/** @typedef {import('pdf-lib').Color} Color */
/** @typedef {{ regular: import('pdf-lib').PDFFont, bold: import('pdf-lib').PDFFont }} Fonts */

/** @param {number} hex */
const colour = (hex) => rgb((hex >> 16) / 255, ((hex >> 8) & 255) / 255, (hex & 255) / 255);

export const ink = colour(0x1b2733);
export const grey = colour(0x66727f);
export const pale = colour(0xeef2f4);
export const line = colour(0xd3dae0);
export const teal = colour(0x0f6b6b);
export const sand = colour(0xe9c46a);
export const coral = colour(0xe07a5f);
export const white = colour(0xffffff);

const width = 595;
const height = 842;
export const margin = 56;
export const right = width - margin;

/** An A4 page, measured in points from its upper left corner. */
export class Sheet {
  #page;
  #fonts;

  /**
   * @param {PDFDocument} document
   * @param {Fonts} fonts
   */
  constructor(document, fonts) {
    this.#page = document.addPage([width, height]);
    this.#fonts = fonts;
  }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y of the base line
   * @param {{ size?: number, bold?: boolean, color?: Color, end?: boolean }} [look] `end`: x is the
   *   right end
   */
  text(text, x, y, { size = 10, bold = false, color = ink, end = false } = {}) {
    const font = bold ? this.#fonts.bold : this.#fonts.regular;
    const start = end ? x - font.widthOfTextAtSize(text, size) : x;
    this.#page.drawText(text, { x: start, y: height - y, size, font, color });
  }

  /** @param {number} x @param {number} y @param {number} wide @param {number} high @param {Color} color */
  box(x, y, wide, high, color) {
    this.#page.drawRectangle({ x, y: height - y - high, width: wide, height: high, color });
  }

  /** @param {number} x @param {number} y @param {number} radius @param {Color} color */
  disc(x, y, radius, color) {
    this.#page.drawCircle({ x, y: height - y, size: radius, color });
  }

  /** @param {number} y */
  rule(y) {
    this.box(margin, y, width - 2 * margin, 0.75, line);
  }

  /** @param {Color} color */
  ground(color) {
    this.box(0, 0, width, height, color);
  }

  /** @param {string} title @param {string} subtitle */
  letterhead(title, subtitle) {
    this.box(0, 0, width, 8, teal);
    this.disc(margin + 13, 61, 13, teal);
    this.disc(margin + 22, 61, 6, sand);
    this.text('Harbour & Finch', margin + 36, 60, { size: 14, bold: true });
    this.text('Stationers since 1921', margin + 36, 73, { size: 8.5, color: grey });
    this.text(title, right, 62, { size: 20, bold: true, end: true, color: teal });
    this.text(subtitle, right, 77, { size: 9, end: true, color: grey });
  }

  /** @param {number} number @param {number} of */
  footer(number, of) {
    const look = { size: 8, color: grey };
    this.rule(784);
    this.text('Harbour & Finch Ltd · 4 Quay Street · Port Penna', margin, 800, look);
    this.text(`Page ${number} of ${of}`, right, 800, { ...look, end: true });
  }
}

/**
 * Makes a document, with the same bytes each time.
 *
 * @param {string} title
 * @param {(addSheet: () => Sheet) => void} fill
 * @returns {Promise<Uint8Array>}
 */
export async function makeDocument(title, fill) {
  const document = await PDFDocument.create({ updateMetadata: false });
  const date = new Date('2025-03-03T09:00:00Z');
  document.setTitle(title);
  document.setAuthor('Harbour & Finch Ltd');
  document.setLanguage('en-GB');
  document.setCreationDate(date);
  document.setModificationDate(date);
  const fonts = {
    regular: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
  };
  fill(() => new Sheet(document, fonts));
  return document.save();
}
