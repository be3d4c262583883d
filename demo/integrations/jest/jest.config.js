// Packages that consist of ES modules, which Jest has to transform.
const esModules = ['scriptx-job-status', 'lit', 'lit-html', 'lit-element', '@lit'];

export default {
  testEnvironment: 'jsdom',
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
};
