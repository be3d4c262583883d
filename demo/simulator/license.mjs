/** The licence of the simulator, which is no licence of anything else. */
export const demoLicense = '5c1f7a0e-6d2b-4b8e-9a43-de3000000001';

/**
 * @param {import('express').Request} request
 * @returns {string | undefined} the licence that it brings: the user name of a basic authorisation
 */
function licenseOf(request) {
  const [, credentials] = /^Basic +(.*)$/i.exec(request.get('Authorization') ?? '') ?? [];
  return credentials && Buffer.from(credentials, 'base64').toString().split(':')[0];
}

/**
 * @param {import('express').Request} request
 * @param {string | null} license the one that is needed; null: none
 * @returns {boolean}
 */
export function isLicensed(request, license) {
  return license === null || licenseOf(request)?.toLowerCase() === license.toLowerCase();
}
