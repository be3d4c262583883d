const cdn = /https:\/\/cdn\.jsdelivr\.net\/npm\/scriptx-job-status(?:@[\w.-]+)?\/dist\//g;
const clientOnCdn = /https:\/\/cdn\.jsdelivr\.net\/npm\/scriptxprint-html@[\w.-]+\/dist\//g;

/**
 * Makes a page of the site from an example: it loads the component and MeadCo's client from the site,
 * and its requests to the print service go to one that is simulated in the page.
 *
 * @param code - The example, a whole page
 */
export function toRunningPage(code: string): string {
  return code
    .replaceAll(cdn, '../dist/')
    .replaceAll(clientOnCdn, '../vendor/')
    .replace(
      /<head>/,
      '<head>\n    <script type="module" src="../assets/example-service.js"></script>',
    );
}
