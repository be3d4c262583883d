export interface Article {
  readonly code: string;
  readonly name: string;
  readonly note: string;
  readonly pence: number;
}

function article(code: string, name: string, note: string, pence: number): Article {
  return { code, name, note, pence };
}

/** The articles of Harbour & Finch: three of each kind. */
export const goods: ReadonlyMap<string, readonly Article[]> = new Map([
  [
    'Paper',
    [
      article('PA-080', 'Copier paper A4, 80 g', 'Five reams of 500 sheets', 2490),
      article('PA-100', 'Laser paper A4, 100 g', 'Ream of 500 sheets, very white', 1180),
      article('PA-R80', 'Recycled paper A4, 80 g', 'Five reams, from waste paper', 2350),
    ],
  ],
  [
    'Notebooks',
    [
      article('NB-A5D', 'Dotted notebook A5', '192 pages, lies flat', 1450),
      article('NB-A4L', 'Lined notebook A4', '160 pages, numbered', 1690),
      article('NB-PKT', 'Pocket notebooks', 'Set of three, 48 pages each', 990),
    ],
  ],
  [
    'Pens',
    [
      article('PN-ROL', 'Rollerball, black', 'Box of twelve, 0.5 mm', 2160),
      article('PN-FNT', 'Fountain pen, medium', 'Brass, with converter', 4800),
      article('PN-HIL', 'Highlighters', 'Six quiet colours', 840),
    ],
  ],
  [
    'Ink and toner',
    [
      article('IT-BLK', 'Toner, black', '3,000 pages', 6990),
      article('IT-CMY', 'Toner, three colours', '2,300 pages each', 18900),
      article('IT-BTL', 'Ink bottle, blue-black', '50 ml, document proof', 1350),
    ],
  ],
  [
    'Filing',
    [
      article('FI-LEV', 'Lever arch files', 'Ten, cloth spine', 3200),
      article('FI-WAL', 'Document wallets', 'Fifty, assorted', 1275),
      article('FI-BOX', 'Archive boxes', 'Ten, flat-packed', 2640),
    ],
  ],
  [
    'Envelopes',
    [
      article('EN-C5W', 'Envelopes C5', '500, self-seal, with window', 2980),
      article('EN-DLP', 'Envelopes DL', '500, self-seal, plain', 2420),
      article('EN-PAD', 'Padded envelopes', '100, 220 × 265 mm', 3150),
    ],
  ],
  [
    'Labels',
    [
      article('LA-ADR', 'Address labels', '100 sheets of 21', 1520),
      article('LA-SHP', 'Shipping labels 4 × 6', 'Roll of 500, thermal', 1260),
      article('LA-CLR', 'Clear labels', '25 sheets of 65', 1410),
    ],
  ],
  [
    'Desk',
    [
      article('DE-LMP', 'Desk lamp', 'Dimmable, oak and steel', 8900),
      article('DE-TRY', 'Letter trays', 'Set of three, stackable', 2750),
      article('DE-CLK', 'Desk clock', 'Silent sweep', 3400),
    ],
  ],
  [
    'Post room',
    [
      article('PO-SCL', 'Parcel scales', 'Up to 30 kg', 7450),
      article('PO-TAP', 'Paper tape', 'Six rolls, water-activated', 2280),
      article('PO-TWI', 'Twine', '500 m, natural', 760),
    ],
  ],
]);

export function pounds(pence: number): string {
  return `£${(pence / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 })}`;
}
