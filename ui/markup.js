// Draws escaped HTML and turns its [data-cell] links into in-place picks. Keeps what it has drawn
// when only the marked cell changes, so that neither focus nor scroll position is lost.
const near = (links, from, step) => {
  const at = from.getBoundingClientRect(), middle = at.left + at.width / 2;
  const rows = links.filter(a => (a.getBoundingClientRect().top - at.top) * step > 2);
  const gap = a => { const r = a.getBoundingClientRect();
    return Math.abs(r.top - at.top) * 1000 + Math.abs(r.left + r.width / 2 - middle); };
  return rows.sort((a, b) => gap(a) - gap(b))[0];
};

// What a place scrolls in, if that is not the whole page; a component's own tree ends at its host.
const pane = target => {
  for (let at = target.parentNode; at; at = at.parentNode ?? at.host) {
    if (!(at instanceof Element)) continue;
    if (at.matches("[data-testid=stMain]")) return null;
    if (/auto|scroll/.test(getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight + 1) return at;
  }
  return null;
};

const bring = (target, behavior = "auto") => {
  const box = pane(target);
  if (!box) return target.scrollIntoView({ block: "center", inline: "nearest", behavior });
  const down = target.getBoundingClientRect().top - box.getBoundingClientRect().top;
  box.scrollTo({ top: box.scrollTop + down - box.clientHeight / 2, behavior });
};

// The page goes on growing for a moment after a link opened it: keep the mark in view until then,
// or until the reader moves.
const keepInView = target => {
  const until = Date.now() + 3000;
  const stop = () => { clearInterval(timer); moves.forEach(move => removeEventListener(move, stop, true)); };
  const moves = ["wheel", "touchstart", "pointerdown", "keydown"];
  const look = () => Date.now() > until || !target.isConnected ? stop() : bring(target);
  const timer = setInterval(look, 200);
  moves.forEach(move => addEventListener(move, stop, true));
  look();
};

export default function ({ parentElement, data, setTriggerValue }) {
  const host = parentElement.querySelector(".gk-host");
  const first = host.drawn !== data.html;
  if (first) { host.innerHTML = data.html; host.drawn = data.html; }
  const links = [...host.querySelectorAll("a[data-cell]")];
  const marked = () => [...host.querySelectorAll("[aria-current]")];

  const mark = code => {
    links.forEach(a => { a.tabIndex = -1; a.parentElement.removeAttribute("aria-current"); });
    const link = links.find(a => a.dataset.cell === code);
    if (link) link.parentElement.setAttribute("aria-current", "true");
    const entry = link ?? links[0];
    if (entry) entry.tabIndex = 0;
  };
  if (links.length) mark(data.current);

  for (const a of links) {
    const query = new URLSearchParams(location.search);
    query.set("cell", a.dataset.cell);
    a.href = `?${query}`;
  }
  host.onclick = event => {
    const a = event.target.closest("a[data-cell]");
    if (!a || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    host.picked = a.dataset.cell;
    mark(host.picked);
    setTriggerValue("picked", a.dataset.cell);
  };
  host.onkeydown = event => {
    const a = event.target.closest("a[data-cell]"), i = links.indexOf(a);
    if (i < 0) return;
    const next = { ArrowLeft: () => links[i - 1], ArrowRight: () => links[i + 1],
      ArrowUp: () => near(links, a, -1), ArrowDown: () => near(links, a, 1) }[event.key]?.();
    if (!next) return;
    event.preventDefault();
    a.tabIndex = -1; next.tabIndex = 0; next.focus();
  };

  const target = marked()[0], chosenHere = host.picked === data.current;
  if (target && (data.reveal || target.closest(".gk-scroll"))) {
    if (first && !chosenHere) keepInView(target);
    else if (host.marked !== data.current && !chosenHere) bring(target, "smooth");
  }
  host.marked = data.current;
}
