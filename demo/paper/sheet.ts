import { type Color, PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib';

interface Fonts {
  readonly regular: PDFFont;
  readonly bold: PDFFont;
}

interface TextStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: Color;
  /** Whether the text ends at the given place, instead of starting there. */
  readonly end?: boolean;
}

const colour = (hex: number) => rgb((hex >> 16) / 255, ((hex >> 8) & 255) / 255, (hex & 255) / 255);

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
  readonly #page: PDFPage;
  readonly #fonts: Fonts;

  constructor(document: PDFDocument, fonts: Fonts) {
    this.#page = document.addPage([width, height]);
    this.#fonts = fonts;
  }

  /** @param y - Of the base line */
  text(text: string, x: number, y: number, style: TextStyle = {}): void {
    const { size = 10, bold = false, color = ink, end = false } = style;
    const font = bold ? this.#fonts.bold : this.#fonts.regular;
    const start = end ? x - font.widthOfTextAtSize(text, size) : x;
    this.#page.drawText(text, { x: start, y: height - y, size, font, color });
  }

  box(x: number, y: number, boxWidth: number, boxHeight: number, color: Color): void {
    const bottom = height - y - boxHeight;
    this.#page.drawRectangle({ x, y: bottom, width: boxWidth, height: boxHeight, color });
  }

  disc(x: number, y: number, radius: number, color: Color): void {
    this.#page.drawCircle({ x, y: height - y, size: radius, color });
  }

  rule(y: number): void {
    this.box(margin, y, width - 2 * margin, 0.75, line);
  }

  ground(color: Color): void {
    this.box(0, 0, width, height, color);
  }

  letterhead(title: string, subtitle: string): void {
    this.box(0, 0, width, 8, teal);
    this.disc(margin + 13, 61, 13, teal);
    this.disc(margin + 22, 61, 6, sand);
    this.text('Harbour & Finch', margin + 36, 60, { size: 14, bold: true });
    this.text('Stationers since 1921', margin + 36, 73, { size: 8.5, color: grey });
    this.text(title, right, 62, { size: 20, bold: true, end: true, color: teal });
    this.text(subtitle, right, 77, { size: 9, end: true, color: grey });
  }

  footer(page: number, pages: number): void {
    const style = { size: 8, color: grey };
    this.rule(784);
    this.text('Harbour & Finch Ltd · 4 Quay Street · Port Penna', margin, 800, style);
    this.text(`Page ${page} of ${pages}`, right, 800, { ...style, end: true });
  }
}

/** Makes a document, with the same bytes each time. */
export async function makeDocument(
  title: string,
  fill: (addSheet: () => Sheet) => void,
): Promise<Uint8Array> {
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
