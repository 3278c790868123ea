// Tells Python when light and dark are switched, the browser which language the page is in, and
// redraws the charts at the width of the paper while the page is printed, and leads the keyboard into an opened list.
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

// Streamlit hangs an opened list at the end of the document and leaves the focus on its button: the next Tab would go
// through the whole page first. So the focus goes in with Enter or Space, and back to the button with Escape.
let opener = null;

function lead(event) {
  const button = event.target.closest?.('[data-testid="stPopoverButton"]');
  if (button && ["Enter", " "].includes(event.key) && button.getAttribute("aria-expanded") !== "true") {
    opener = button;
    enter(40);
  } else if (event.key === "Escape" && opener && event.target.closest?.('[data-testid="stPopoverBody"]')) {
    setTimeout(() => opener.focus(), 50);
  }
}

function enter(tries) {
  const first = document.querySelector('[data-testid="stPopoverBody"] :is(button, input, a[href])');
  if (first) first.focus();
  else if (tries) setTimeout(enter, 50, tries - 1);
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
  addEventListener("keydown", lead, true);
  addEventListener("beforeprint", fit);
  addEventListener("afterprint", restore);
  return () => {
    clearInterval(timer);
    removeEventListener("keydown", lead, true);
    removeEventListener("beforeprint", fit);
    removeEventListener("afterprint", restore);
  };
}
