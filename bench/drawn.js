// Notes when a control was last used, and when anything was last drawn on the page after it.
(() => {
  const seen = { used: 0, drawn: 0 };
  for (const kind of ["click", "keydown"]) {
    addEventListener(kind, () => { seen.used = performance.now(); }, true);
  }
  // Attributes of HTML elements are left out: stale elements fade, which draws nothing.
  const draws = ({ type, target }) => {
    const element = target instanceof Element ? target : target.parentElement;
    return element?.closest("[data-testid=stMain]") && (type !== "attributes" || element instanceof SVGElement);
  };
  new MutationObserver((changes) => {
    if (changes.some(draws)) seen.drawn = performance.now();
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  globalThis.benchSeen = seen;
})();
