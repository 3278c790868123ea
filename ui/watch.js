// Tells Python when light and dark are switched, the browser which language the page is in, and
// redraws the charts at the width of the paper while the page is printed.
const PAPER = 690;

function plots() {
  return [...document.querySelectorAll(".js-plotly-plot")].filter((plot) => plot.offsetWidth > 0 && plot.layout);
}

function fit() {
  for (const plot of plots()) {
    plot.dataset.screen = plot.layout.width ?? plot.offsetWidth;
    const panel = plot.closest('[class*="st-key-panel-"]') ?? plot; // small multiples share a panel's width
    globalThis.Plotly?.relayout(plot, { width: (PAPER * plot.offsetWidth) / panel.offsetWidth });
  }
}

function restore() {
  for (const plot of plots()) globalThis.Plotly?.relayout(plot, { width: Number(plot.dataset.screen) });
}

export default function ({ parentElement, data, setTriggerValue }) {
  document.documentElement.lang = data.lang;
  const host = parentElement.host ?? parentElement;
  const timer = setInterval(() => {
    const ground = getComputedStyle(host).getPropertyValue("--st-background-color").trim().toLowerCase();
    if (ground && ground !== data.ground.toLowerCase()) {
      clearInterval(timer);
      setTriggerValue("switched", ground);
    }
  }, 600);
  addEventListener("beforeprint", fit);
  addEventListener("afterprint", restore);
  return () => {
    clearInterval(timer);
    removeEventListener("beforeprint", fit);
    removeEventListener("afterprint", restore);
  };
}
