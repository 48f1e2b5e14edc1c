// Loads the page again when what it shows has changed, and shows what is wrong with the sources.
(() => {
  "use strict";
  let since = new URL(document.currentScript.src).searchParams.get("since");
  let source = null;
  let overlay = null;

  const address = (url) => {
    try {
      return decodeURI(new URL(url).pathname).normalize("NFC").replace(/\/index\.html$/, "/");
    } catch {
      return "";
    }
  };
  const isShown = (paths) => {
    const loaded = performance.getEntriesByType("resource").map((it) => it.name);
    const own = [location.href, ...loaded].filter((it) => it.startsWith(location.origin + "/"));
    // Of a picture a smaller one may be shown: a.jpg.480.webp.
    return own.map(address).some((it) => paths.includes(it) || paths.includes(it.replace(/\.\d+\.webp$/, "")));
  };

  const hide = () => {
    overlay?.remove();
    overlay = null;
  };
  const show = async () => {
    const shownFor = since;
    const answer = await fetch("/_bantin/findings", { cache: "no-store" });
    const text = await answer.text();
    if (shownFor !== since) return;
    hide();
    if (text === "") return;
    overlay = document.createElement("bantin-findings");
    overlay.setAttribute("role", "alert");
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "/_bantin/reload.css";
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Đóng (Esc)";
    close.addEventListener("click", hide);
    const findings = document.createElement("pre");
    findings.textContent = text;
    overlay.append(style, close, findings);
    document.documentElement.append(overlay);
  };
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });

  const heed = (event) => {
    const { paths, wrong } = JSON.parse(event.data);
    since = event.lastEventId;
    if (paths === null || isShown(paths)) {
      close();
      location.reload();
    } else if (wrong) {
      show().catch(hide);
    } else {
      hide();
    }
  };
  // Browsers allow few connections to one host: only tabs that are seen hold one.
  const open = () => {
    if (source || document.hidden) return;
    const page = encodeURIComponent(decodeURI(location.pathname));
    source = new EventSource(`/_bantin/events?since=${since}&page=${page}`);
    source.addEventListener("message", heed);
  };
  const close = () => {
    source?.close();
    source = null;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
})();
