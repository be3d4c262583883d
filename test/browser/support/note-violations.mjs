// For test pages: records the violations of their Content-Security-Policy.
/** @type {string[]} */
const violations = [];
Object.assign(globalThis, { violations });
addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
  violations.push(effectiveDirective);
});
