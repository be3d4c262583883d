/**
 * Gives each dot of a legend the status in its `data-status`, without a print service. The page shows
 * the same code, for pages of others.
 */
export function showLegend(legend: HTMLElement): void {
  for (const dot of legend.querySelectorAll('scriptx-job-status')) {
    const { status } = dot.dataset;
    Object.assign(dot, {
      server: '/',
      token: `legend ${status}`,
      interval: 86_400_000,
      fetch: () => Promise.resolve(Response.json({ status })),
    });
  }
}
