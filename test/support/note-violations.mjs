// For a page of a test: keeps what its Content-Security-Policy forbids from here on.
/** @type {string[]} */
const violations = [];
Object.assign(globalThis, { violations });
addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
  violations.push(effectiveDirective);
});
