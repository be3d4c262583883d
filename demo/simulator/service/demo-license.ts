/** The licence of the simulator. It is not valid for any other service. */
export const demoLicense = '5c1f7a0e-6d2b-4b8e-9a43-de3000000001';
