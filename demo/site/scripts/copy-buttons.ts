/** How long a button shows that it has copied, in milliseconds. */
const shownFor = 2000;

/** Adds a button to each block of code of the page that copies the code. */
export function addCopyButtons(): void {
  for (const code of document.querySelectorAll(':is(.prose, .example) pre')) {
    const block = document.createElement('div');
    block.className = 'code';
    code.replaceWith(block);
    block.append(
      code,
      copyButton(() => code.textContent),
    );
  }
}

/**
 * Creates a button that copies a text, and says so to screen readers too.
 *
 * @param text - Returns the text when the button is pressed
 */
export function copyButton(text: () => string, name = 'Copy'): HTMLElement {
  const group = document.createElement('span');
  group.className = 'copy';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = name;
  const result = document.createElement('span');
  result.role = 'status';
  group.append(button, result);
  let timer: ReturnType<typeof setTimeout> | undefined;
  button.addEventListener('click', () => {
    void copy(text()).then((outcome) => {
      result.textContent = outcome;
      clearTimeout(timer);
      timer = setTimeout(() => (result.textContent = ''), shownFor);
    });
  });
  return group;
}

/** Returns what to say about it. */
async function copy(text: string): Promise<string> {
  try {
    // Fails without a permission. On a page without https, there is no clipboard.
    await navigator.clipboard.writeText(text);
    return 'Copied';
  } catch {
    return 'The browser does not allow copying. Select the text instead.';
  }
}
