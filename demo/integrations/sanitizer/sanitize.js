// Content of users may contain badges, but never names the service or a licence.
function sanitize(html) {
  return DOMPurify.sanitize(html, {
    CUSTOM_ELEMENT_HANDLING: {
      tagNameCheck: /^scriptx-job-status$/,
      attributeNameCheck: /^(token|api|label|appearance|announce)$/,
    },
  });
}
