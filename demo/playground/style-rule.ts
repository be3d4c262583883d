import { propertyPrefix } from './manifest.js';
import type { Settings } from './settings.js';

/** The style rule for the element; empty if it looks as by default. */
export function styleRule({ properties, size }: Settings): string {
  const declarations = Object.entries(properties).map(
    ([name, value]) => `${propertyPrefix}${name}: ${value};`,
  );
  if (size !== 100) declarations.push(`font-size: ${size}%;`);
  if (declarations.length === 0) return '';
  return `scriptx-job-status {\n${declarations.map((line) => `  ${line}\n`).join('')}}`;
}
