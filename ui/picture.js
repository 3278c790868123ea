// Draws a panel as a picture in the browser: title, kicker, chart, notes, filters, source and date on
// one sheet, as SVG or PNG. PNG goes through the SVG, since only so do our title fonts get into it.
const WIDTH = 960, SIDE = 32, SCALE = 2;

async function plotly(source) {
  if (globalThis.Plotly?.toImage) return globalThis.Plotly;
  await new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = source;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  return globalThis.Plotly;
}

// Lines no wider than the sheet; a break may stand after any hanzi, in Latin text between words only.
function lines(text, font, width) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = font;
  const parts = text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? [];
  const out = [""];
  for (const part of parts) {
    const closing = /^[，。；：、！？）》」”]/.test(part);
    if (out.at(-1) && !closing && pen.measureText(out.at(-1) + part.trimEnd()).width > width) out.push("");
    out[out.length - 1] += part;
  }
  return out.map((line) => line.trimEnd());
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (mark) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[mark]);
}

function block(text, y, { size, gap, weight, family, fill }) {
  const rows = lines(text, `${weight} ${size}px ${family}`, WIDTH - 2 * SIDE);
  const svg = rows.map((row, i) =>
    `<text x="${SIDE}" y="${y + size + i * gap}" font-size="${size}" font-weight="${weight}" font-family="${escaped(family)}" fill="${fill}">${escaped(row)}</text>`);
  return [svg.join(""), y + rows.length * gap];
}

async function fontFace(data) {
  // The browser has fetched a title font only if a hanzi on the page needed it.
  const loaded = new Set([...document.fonts].filter((face) => face.status === "loaded").map((face) => face.family.replace(/["']/g, "")));
  const files = await Promise.all(data.fonts.filter(([family]) => loaded.has(family)).map(async ([family, url]) => {
    const bytes = new Uint8Array(await (await fetch(new URL(url, document.baseURI))).arrayBuffer());
    let text = "";
    for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
    return `@font-face{font-family:"${family}";font-weight:700;src:url(data:font/woff2;base64,${btoa(text)})}`;
  }));
  return `<style>${files.join("")}</style>`;
}

async function sheet(data) {
  const tool = await plotly(data.plotly);
  const drawn = document.querySelector(`.st-key-panel-${data.id} .js-plotly-plot`);
  const figure = data.figure ? JSON.parse(data.figure) : drawn && { data: drawn.data, layout: drawn.layout };
  await document.fonts.ready;
  let [top, y] = block(data.kicker, 24, { size: 13, gap: 20, weight: 400, family: data.font, fill: data.muted });
  let part;
  [part, y] = block(data.title, y + 2, { size: 20, gap: 29, weight: 700, family: data.heading, fill: data.ink });
  top += part;
  let chart = "";
  if (figure) {
    const height = figure.layout.height;
    const image = await tool.toImage({ data: figure.data, layout: { ...figure.layout, width: WIDTH - 2 * SIDE, height, autosize: false } },
      { format: "svg", width: WIDTH - 2 * SIDE, height });
    const text = decodeURIComponent(image.slice(image.indexOf(",") + 1));
    chart = text.replace("<svg", `<svg x="${SIDE}" y="${y + 8}"`);
    y += 8 + height;
  }
  let foot = "";
  y += 10;
  for (const text of data.foot) {
    [part, y] = block(text, y, { size: 12, gap: 18, weight: 400, family: data.font, fill: data.muted });
    foot += part;
  }
  const height = Math.ceil(y + 24);
  const rule = `<rect x="${SIDE}" y="14" width="${WIDTH - 2 * SIDE}" height="2" fill="${data.ink}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(data.title)}">`
    + `<title>${escaped(data.title)}</title>${await fontFace(data)}<rect width="100%" height="100%" fill="#ffffff"/>${rule}${top}${chart}${foot}</svg>`;
  return { svg, height };
}

async function png({ svg, height }) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  await image.decode();
  await new Promise((done) => setTimeout(done, 50)); // embedded fonts are read after the image is
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH * SCALE, height: height * SCALE });
  const pen = canvas.getContext("2d");
  pen.scale(SCALE, SCALE);
  pen.drawImage(image, 0, 0, WIDTH, height);
  URL.revokeObjectURL(image.src);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export default function ({ parentElement, data }) {
  const say = parentElement.querySelector("[role=status]");
  for (const button of parentElement.querySelectorAll("button")) {
    button.textContent = data.labels[button.dataset.format];
    button.onclick = async () => {
      button.disabled = true;
      say.textContent = "";
      try {
        const made = await sheet(data);
        const blob = button.dataset.format === "svg" ? new Blob([made.svg], { type: "image/svg+xml" }) : await png(made);
        save(blob, `${data.file_name}.${button.dataset.format}`);
      } catch (error) {
        console.error(error);
        say.textContent = data.labels.failed;
      } finally {
        button.disabled = false;
      }
    };
  }
}
