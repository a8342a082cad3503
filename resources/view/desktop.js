// The page around a sandbox's desktop: noVNC's protocol, our frame. What it may do is decided by the gateway.
import RFB from "novnc/core/rfb.js";

const query = new URLSearchParams(location.search);
const isEmbedded = query.get("embedded") === "1";
const mayControl = query.get("control") === "1";
const element = (id) => document.getElementById(id);
const delays = [300, 1000, 2000, 4000, 8000];

let rfb = null;
let attempt = 0;
let retry = 0;
let isUsed = mayControl;
let isFitted = query.get("resize") !== "off";
let isMatched = query.get("resize") === "remote";
let copied = "";

const texts = {
  connecting: ["Connecting…", ""],
  connected: ["Connected", ""],
  lost: ["The connection is lost", "The desktop does not answer at the moment. It is tried again."],
  gone: ["The desktop does not answer", "It may have crashed, or is being restarted."],
  ended: ["The view has ended", "The job is over, or the view was closed. Its files are kept with the job."],
};

function show(state) {
  const [title, text] = texts[state];
  document.documentElement.dataset.state = state;
  element("state").textContent = title;
  element("message").hidden = isEmbedded || state === "connected" || state === "connecting";
  element("message-title").textContent = title;
  element("message-text").textContent = text;
  element("again").hidden = state !== "gone";
  element("screen").hidden = state === "ended";
  if (isEmbedded) location.replace("#" + state); // the window around this page says the rest
}

function apply() {
  element("control").setAttribute("aria-pressed", String(isUsed));
  element("fit").setAttribute("aria-pressed", String(isFitted));
  element("clipboard").hidden = !isUsed;
  if (!rfb) return;
  rfb.viewOnly = !isUsed;
  rfb.scaleViewport = isFitted;
  rfb.clipViewport = !isFitted;
  rfb.dragViewport = false;
  rfb.resizeSession = isMatched && isUsed;
}

function connect() {
  clearTimeout(retry);
  show(attempt === 0 ? "connecting" : "lost");
  const address = new URL(query.get("path") ?? "websockify", location.href);
  address.protocol = "ws:";
  if (address.host !== location.host) return show("ended");
  rfb = new RFB(element("screen"), address.href, { shared: true });
  rfb.background = "transparent";
  rfb.qualityLevel = 9;
  rfb.compressionLevel = 1;
  apply();
  rfb.addEventListener("connect", () => { attempt = 0; show("connected"); rfb.focus(); });
  rfb.addEventListener("clipboard", (event) => { copied = event.detail.text; });
  rfb.addEventListener("disconnect", disconnected);
}

async function disconnected() {
  rfb = null;
  let isThere = false;
  try {
    isThere = (await fetch(location.pathname, { method: "HEAD", cache: "no-store" })).ok;
  } catch { /* nothing listens there any more */ }
  if (!isThere) return show("ended");
  if (attempt >= delays.length) return show("gone");
  show("lost");
  retry = setTimeout(connect, delays[attempt++]);
}

// What the window around an embedded page asks for.
window.desktop = {
  reconnect() { attempt = 0; if (!rfb) connect(); },
  setFit(on) { isFitted = on; isMatched = false; apply(); },
  match() { isMatched = true; apply(); },
  picture() { const canvas = element("screen").querySelector("canvas"); return canvas ? canvas.toDataURL("image/png") : ""; },
  paste(text) { if (rfb && isUsed) { rfb.clipboardPasteFrom(text); copied = text; } },
  copied() { return copied; },
  focus() { if (rfb) rfb.focus(); },
};

element("bar").hidden = isEmbedded;
element("control").hidden = !mayControl;
element("control").addEventListener("click", () => { isUsed = !isUsed; apply(); });
element("fit").addEventListener("click", () => window.desktop.setFit(!isFitted));
element("again").addEventListener("click", () => window.desktop.reconnect());
element("full").addEventListener("click", () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen();
});
element("picture").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = window.desktop.picture();
  link.download = "desktop.png";
  if (link.href) link.click();
});
element("clipboard").addEventListener("click", () => { element("clip-text").value = copied; element("clip").showModal(); });
element("clip").addEventListener("close", () => {
  if (element("clip").returnValue === "send") window.desktop.paste(element("clip-text").value);
  window.desktop.focus();
});
connect();
