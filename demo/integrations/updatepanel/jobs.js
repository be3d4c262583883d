(() => {
  const requests = Sys.WebForms.PageRequestManager.getInstance();
  let next;

  function update(panel) {
    // Another postback would cancel the one in progress.
    if (requests.get_isInAsyncPostBack()) next = panel;
    else __doPostBack(panel, '');
  }

  requests.add_endRequest(() => {
    const panel = next;
    next = undefined;
    if (panel) update(panel);
  });

  // At the document, because the content of an UpdatePanel is replaced.
  for (const type of ['job-complete', 'job-failed']) {
    document.addEventListener(type, ({ target, detail }) => {
      const panel = target.closest('[data-panel]');
      // Null if the job had ended before this badge began to watch it.
      if (panel && detail.previous) update(panel.dataset.panel);
    });
  }
})();
