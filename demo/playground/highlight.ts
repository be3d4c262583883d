/** A piece of code, with the class that colours it. */
export interface Token {
  readonly text: string;
  readonly type?: string;
}

/** What is coloured in the code of the playground, which has no other syntax. */
const types = {
  string: /"[^"]*"|(?<=[=({ ])'(?:\\.|[^'\\\n])*'/,
  tag: /<[/!]?[\w-]+|(?<=[\s"])\/?>|><\/[\w-]+>|(?<=[\w-])>/,
  keyword: /\b(?:import|export|function|return|const|type|from)\b(?= )/,
  property: /(?<=^|\s)[\w-]+(?=: )/,
  'attr-name': /[:\w-]+(?==)/,
};

const names = Object.keys(types);
const pattern = new RegExp(
  Object.values(types)
    .map(({ source }) => `(${source})`)
    .join('|'),
  'gm',
);

/** Splits code into pieces, which are together the same code. */
export function highlight(code: string): readonly Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of code.matchAll(pattern)) {
    const [text, ...groups] = match;
    // The groups that do not match are undefined.
    const type = names[groups.findIndex(Boolean)] ?? '';
    tokens.push({ text: code.slice(end, match.index) }, { text, type });
    end = match.index + text.length;
  }
  return [...tokens, { text: code.slice(end) }];
}
