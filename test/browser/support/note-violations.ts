// For test pages: records the violations of their Content-Security-Policy.
const violations: string[] = [];
Object.assign(globalThis, { violations });
addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
  violations.push(effectiveDirective);
});
