import { pageServiceAddress } from '../simulator/page-service.js';
import { demoLicense } from '../simulator/service/demo-license.js';

/** What a page of the site has instead of the addresses and the licence that readers replace. */
const replacements: readonly (readonly [RegExp, string])[] = [
  [/https:\/\/cdn\.jsdelivr\.net\/npm\/scriptx-job-status(?:@[\w.-]+)?\/dist\//g, '../dist/'],
  [/https:\/\/cdn\.jsdelivr\.net\/npm\/scriptxprint-html@[\w.-]+\/dist\//g, '../vendor/'],
  [/http:\/\/127\.0\.0\.1:41191/g, pageServiceAddress],
  [/x{8}(?:-x{4}){3}-x{12}/g, demoLicense],
];

/**
 * Makes a page of the site from an example: it loads the component and MeadCo's client from the site,
 * and its requests to the print service go to one that is simulated in the page.
 *
 * @param code - The example, a whole page
 */
export function toRunningPage(code: string): string {
  let page = code;
  for (const [text, replacement] of replacements) page = page.replaceAll(text, replacement);
  return page.replace(
    '<head>',
    `<head>
    <link rel="icon" href="../favicon.svg" />
    <script type="module" src="../assets/example-service.js"></script>`,
  );
}
