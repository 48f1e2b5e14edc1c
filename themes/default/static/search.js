"use strict";
// The site's search. Reads the files that src/output/search makes; words are cut and folded as in src/text/tokens.rs.
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId("tim-kiem"), box = byId("q"), list = byId("ket-qua"), count = byId("so-ket-qua");
  const more = byId("xem-them"), indexes = byId("danh-muc");
  const PER_GROUP = 65536; // places in a group; a group is a month and a kind
  const SHOWN = 10, TOGETHER = 6; // results at a time, records in a file
  // Weights of a posting (index.rs): in the number of the document, in the title, in the summary and the like.
  const NUMBER = 16, TITLE = 8, MINOR = 4;
  const FILTERS = { muc: "s", "chu-de": "t", "co-quan": "a", "hieu-luc": "x" };

  // Files. Scripts instead of fetch, so that it works over file:// too.
  const files = new Map(), waiting = new Map();
  window.bantinSearch = (name, value) => waiting.get(name)?.(value);
  const load = (name, version) => {
    if (!files.has(name)) {
      files.set(name, new Promise((resolve) => {
        const script = document.createElement("script");
        waiting.set(name, resolve);
        script.src = `${name}.js${version ? `?v=${version}` : ""}`;
        script.onload = () => script.remove();
        script.onerror = () => { files.delete(name); script.remove(); resolve(null); };
        document.head.append(script);
      }));
    }
    return files.get(name);
  };
  let head; // moi.js
  const lines = async (name) => {
    const value = await load(name, head.older);
    return value === null ? null : { lines: value.split("~") };
  };

  // Words
  const WORD = /[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d\u2060\ufeff]+/gu;
  const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
  const TONE = "[\u0300\u0301\u0303\u0309\u0323]";
  const LATE_TONE = new RegExp(`(^|[^q])(o|u)((?<=o)[ae]|(?<=u)y)(${TONE})$`), EARLY_TONE = new RegExp(`(qu)(${TONE})([aeoy])$`);
  const memo = new Map();
  const token = (word) => {
    let it = memo.get(word);
    if (!it) {
      const apart = word.replace(INVISIBLE, "").toLowerCase().replace(/^0+(?=[1-9])/, "").replace(/[ðɖ]/g, "đ").normalize("NFD");
      it = {
        folded: apart.replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").normalize("NFC"),
        marked: apart.replace(LATE_TONE, "$1$2$4$3").replace(EARLY_TONE, "$1$3$2").normalize("NFC"),
      };
      memo.set(word, it);
    }
    return it;
  };
  const words = (text) => Array.from(text.matchAll(WORD), (it) => ({ ...token(it[0]), at: it.index, end: it.index + it[0].length }));

  const parse = (text) => {
    const tokens = words(text).slice(0, 12);
    const last = tokens.at(-1);
    // The last word may be unfinished; a number is typed whole.
    if (last && last.end === text.length && last.folded.length > 1 && !/^\d/.test(last.folded)) last.open = true;
    // One word with marks means that the others have none on purpose.
    const strict = tokens.some((it) => it.marked !== it.folded);
    const folded = ` ${tokens.map((it) => it.folded).join(" ")} `;
    const also = head.abbreviations.flatMap((pair) => {
      const [short, full] = pair.map((it) => words(it).map((word) => word.folded));
      if (folded.includes(` ${short.join(" ")} `)) return [full];
      return folded.includes(` ${full.join(" ")} `) ? [short] : [];
    });
    return { tokens, strict, also };
  };

  // The index: lines `folded|marked|pages|weights`, a pair of words as `one two||…` where `one` stands. A word is `marked*`
  // where it is so frequent that the texts, titles and summaries apart, are not asked for it.
  const bucket = (term) => {
    const key = /^\p{L}/u.test(term) ? term.slice(0, 4) : term;
    let hash = 0x811c9dc5;
    for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
    return (hash ^ (hash >>> 15)) & (head.files - 1);
  };
  // Shows `see` the pages of a line; those of moi.js are counted through, and `ids` has their numbers.
  const each = ([, , pages, weights], ids, see) => {
    let group = 0, next = 0, number = 0, jump = false, n = 0;
    for (let at = 0; at < pages.length; at++) {
      const code = pages.charCodeAt(at);
      if (code === 33) { jump = true; continue; }
      if (code >= 93) { number = number * 31 + code - 93; continue; }
      number = number * 44 + code - 35;
      if (jump) {
        group += number;
        next = 0;
        jump = false;
      } else {
        next += number;
        const id = group * PER_GROUP + next;
        see(ids ? ids[id] : id, weights ? weights.charCodeAt(n) - 48 : 0);
        n++;
        next++;
      }
      number = 0;
    }
  };
  const strength = (weight) =>
    1 + (weight & 3) * 0.5 + (weight & MINOR ? 3 : 0) + (weight & TITLE ? 8 : 0) + (weight & NUMBER ? 24 : 0);
  const yearOf = (id) => Math.floor(Math.floor(id / PER_GROUP / 2) / 12);

  // Pages that pass the filters; null where there are none.
  const allowed = (terms, sources) => {
    let set = null;
    terms.forEach((term, at) => {
      const found = new Set();
      for (const { lines, ids } of sources[at]) {
        for (const line of lines) {
          if (line.startsWith(`${term}|`)) each(line.split("|"), ids, (id) => { if (!set || set.has(id)) found.add(id); });
        }
      }
      set = found;
    });
    return set;
  };

  // All pages that match, best first; null where a file is missing.
  const find = async (query, filters, year) => {
    const tokens = query.tokens;
    const terms = [...tokens.map((it) => it.folded), ...filters];
    const sources = await Promise.all(terms.map(async (term, at) => {
      if (!head.files) return [head];
      const own = await lines(`cu/${bucket(term)}`);
      const word = tokens[at];
      // Of a word too short to tell its file, and no word yet, the files that it may come to are read.
      if (!own || !word?.open || term.length > 3 || own.lines.some((it) => it.startsWith(`${term}|`))) return [head, own];
      const all = await load("cu/dau", head.older);
      const starts = (all ?? "").split(" ").filter((it) => it.startsWith(term)).slice(0, 8);
      const names = new Set(starts.map((it) => `cu/${bucket(it)}`));
      return [head, own, ...await Promise.all([...names].map(lines))];
    }));
    if (sources.flat().includes(null)) return null;
    const pass = allowed(filters, sources.slice(tokens.length));
    const passes = (id) => (!pass || pass.has(id)) && (!year || yearOf(id) === year);
    if (!tokens.length) {
      return { pages: [...(pass ?? [])].filter(passes).sort((a, b) => b - a).map((id) => ({ id, exact: 0, score: 0 })) };
    }
    const pairs = tokens.slice(1).map((it, at) => {
      const start = `${tokens[at].folded} ${it.folded}|`;
      return sources[at].flatMap(({ lines, ids }) => lines.filter((it) => it.startsWith(start)).map((it) => [it.split("|"), ids]));
    });
    const pages = new Map(), weights = [];
    let frequent = 0;
    tokens.forEach((word, at) => {
      const best = new Map();
      let isFrequent = false;
      for (const { lines, ids } of sources[at]) {
        for (const line of lines) {
          if (!line.startsWith(word.folded)) continue;
          const parts = line.split("|");
          const [folded, marked] = parts;
          const whole = folded === word.folded;
          if (!whole && (!word.open || folded.includes(" "))) continue;
          const form = marked.replace("*", "") || folded;
          const exact = !query.strict || (whole ? form === word.marked : form.startsWith(word.marked));
          if (exact && marked.endsWith("*")) isFrequent = true;
          each(parts, ids, (id, weight) => {
            const value = strength(weight) * (whole ? 1 : 0.6) * (exact ? 1 : 0.3) + (exact ? 1000 : 0);
            if (value > (best.get(id) ?? 0)) best.set(id, value);
          });
        }
      }
      // Of a name, its frequent words stand in a text too.
      for (const [line, ids] of [...pairs[at - 1] ?? [], ...pairs[at] ?? []]) {
        each(line, ids, (id) => { if (!best.has(id)) best.set(id, 1001); });
      }
      const rarity = Math.log(1 + head.total / (best.size || 1));
      weights.push(rarity);
      frequent += isFrequent;
      for (const [id, value] of best) {
        if (!passes(id)) continue;
        let page = pages.get(id);
        if (!page) pages.set(id, (page = { id, words: 0, exact: 0, score: 0, frequent: 0 }));
        page.words++;
        page.frequent += isFrequent;
        page.exact += value >= 1000;
        page.score += rarity * (value % 1000);
      }
    });
    // Neighbours in the query that are neighbours in a title, a summary, a name.
    pairs.forEach((pair, at) => {
      for (const [line, ids] of pair) {
        each(line, ids, (id, weight) => {
          const page = pages.get(id);
          if (page) page.score += Math.max(weights[at], weights[at + 1]) * (weight & TITLE ? 10 : weight & MINOR ? 4 : 2);
        });
      }
    });
    // What is frequent may stand in any text; half of what is known of the best is asked for nevertheless.
    let most = 0, known = 0;
    const may = (it) => it.words + frequent - it.frequent;
    for (const page of pages.values()) most = Math.max(most, may(page));
    const all = [...pages.values()].filter((it) => may(it) === most);
    for (const page of all) known = Math.max(known, page.words);
    const best = all.filter((it) => it.words * 2 >= known);
    best.sort((a, b) => b.exact - a.exact || b.score - a.score || b.id - a.id);
    return { pages: best, partial: most > 0 && most < tokens.length };
  };

  // Which words of a text the query means: `{at, end, n}`, n being the word of the query, or -1 for an abbreviation of it.
  const hits = (text, query) => {
    const all = words(text);
    const exact = new Set();
    const means = (word, it) => word.folded === it.folded || (it.open && word.folded.startsWith(it.folded));
    const same = (word, it) => !query.strict || (it.open ? word.marked.startsWith(it.marked) : word.marked === it.marked);
    for (const word of all) query.tokens.forEach((it, n) => { if (means(word, it) && same(word, it)) exact.add(n); });
    all.forEach((word, at) => {
      word.place = at;
      word.n = query.tokens.findIndex((it, n) => means(word, it) && (same(word, it) || !exact.has(n)));
      // Of a word that is typed twice, the one that goes on the run.
      const next = all[at - 1]?.n + 1;
      if (word.n >= 0 && query.tokens[next] && means(word, query.tokens[next])) word.n = next;
    });
    const found = new Set(all.filter((it) => it.n >= 0));
    for (const run of query.also) {
      all.forEach((_, at) => {
        if (run.every((it, n) => all[at + n]?.folded === it)) run.forEach((_, n) => found.add(all[at + n]));
      });
    }
    return [...found].sort((a, b) => a.at - b.at);
  };
  // How much of the query stands in one run: 0 to 1.
  const run = (found, query) => {
    let longest = 0, length = 0;
    found.forEach((it, at) => {
      const before = found[at - 1];
      length = before && it.n > 0 && it.n === before.n + 1 && it.place === before.place + 1 ? length + 1 : 0;
      longest = Math.max(longest, length);
    });
    return longest / (query.tokens.length - 1);
  };
  // The window of the text with most words of the query, then most hits.
  const window_ = (found, most) => {
    let best = { value: 0, from: 0 };
    found.forEach((first, at) => {
      const seen = new Set();
      let value = 0, before = first;
      for (let to = at; to < found.length && found[to].end - first.at <= most; to++) {
        const it = found[to];
        value += (seen.has(it.n) ? 0.1 : 4) + (it.n === before.n + 1 && it.place === before.place + 1 ? 1 : 0);
        seen.add(it.n);
        before = it;
      }
      if (value > best.value) best = { value, from: first.at };
    });
    return best;
  };
  const excerpt = (record, query) => {
    const summary = record.summary ?? "", text = record.text ?? "";
    const inText = window_(hits(text, query), 180);
    if (summary && window_(hits(summary, query), 400).value >= inText.value) return summary;
    if (!text) return summary;
    let from = inText.from < 60 ? 0 : inText.from - 60;
    const block = text.lastIndexOf("\n\n", inText.from);
    if (block >= from) from = block + 2;
    else if (from) from = text.indexOf(" ", from) + 1;
    let to = from + 260;
    if (to < text.length) to = text.lastIndexOf(" ", to);
    const cut = text.slice(from, to).trim().replace(/\s+/g, " ");
    return `${from && block + 2 !== from ? "…" : ""}${cut}${to < text.length ? "…" : ""}`;
  };
  const closeness = (record, query) => {
    if (query.tokens.length < 2) return 1;
    const of = (text) => run(hits(text ?? "", query), query);
    return 1 + of(`${record.name ?? ""} ${record.title}`) + 0.4 * of(record.summary) + 0.4 * of(record.text);
  };

  // The page
  const element = (name, className, ...children) => {
    const it = document.createElement(name);
    if (className) it.className = className;
    it.append(...children);
    return it;
  };
  const marked = (text, query) => {
    const parts = [], found = hits(text, query);
    let done = 0;
    for (let at = 0; at < found.length; at++) {
      const from = found[at].at;
      // Neighbours are one mark.
      while (found[at + 1]?.place === found[at].place + 1 && found[at + 1].at === found[at].end + 1) at++;
      parts.push(text.slice(done, from), element("mark", "", text.slice(from, found[at].end)));
      done = found[at].end;
    }
    return [...parts, text.slice(done)];
  };
  const local = location.protocol === "file:";
  const item = (record, query) => {
    const link = element("a", "");
    const url = record.url;
    link.href = `../${url}${local && url.endsWith("/") ? "index.html" : ""}` || "../";
    if (record.name) link.append(element("span", "num", ...marked(record.name, query)), " ");
    link.append(...marked(record.title, query));
    const meta = element("p", "meta");
    if (record.state) meta.append(element("span", `state ${record.key}`, record.state), " ");
    if (record.date) {
      const time = element("time", "", record.date);
      time.dateTime = record.iso;
      meta.append(time, " ");
    }
    if (record.section) meta.append(element("span", "", record.section));
    const text = excerpt(record, query);
    const body = element("div", "", element("h2", "", link), meta);
    if (text) body.append(element("p", "", ...marked(text, query)));
    return element("li", "", element("article", "card", body));
  };

  const record = async ({ id }) => {
    const place = id % PER_GROUP, name = `trang/${Math.floor(id / PER_GROUP)}/${Math.floor(place / TOGETHER)}`;
    return (await load(name, head.known.has(id) ? head.newest : head.older))?.[place % TOGETHER];
  };
  const say = (text) => { if (count.textContent !== text) count.textContent = text; };

  let present = 0, found = null, query = null;
  const show = async (pages, mine, replace) => {
    const records = await Promise.all(pages.map(record));
    if (mine !== present) return false;
    const items = records.filter(Boolean).map((it) => item(it, query));
    if (replace) list.replaceChildren(...items);
    else list.append(...items);
    more.hidden = list.children.length >= found.pages.length;
    return true;
  };

  const search = async () => {
    const mine = ++present;
    list.removeAttribute("data-ready");
    const params = new URLSearchParams();
    for (const [key, value] of new FormData(form)) if (value.trim()) params.set(key, value.trim());
    // A blank at the end says that the word is whole.
    const text = box.value.trim() ? box.value.trimStart() : "";
    try {
      history.replaceState(null, "", params.size ? `?${params}` : location.pathname);
    } catch { /* some browsers keep the address of a local file */ }
    const filters = Object.keys(FILTERS).filter((it) => params.has(it)).map((it) => `#${FILTERS[it]}:${params.get(it)}`);
    const year = Number(params.get("nam"));
    head = await load("moi");
    if (mine !== present) return;
    if (!head) return say(form.dataset.failed);
    if (!head.lines) {
      head.lines = head.index.split("~");
      head.ids = head.records.map((it) => it[0]);
      head.known = new Map(head.records);
    }
    query = parse(text);
    const asked = query.tokens.length > 0 || filters.length > 0;
    found = asked ? await find(query, filters, year) : { pages: [] };
    if (mine !== present) return;
    if (!found) return say(form.dataset.failed);
    const n = found.pages.length;
    const words = form.dataset;
    const number = n.toLocaleString(document.documentElement.lang);
    say(!asked ? "" : (!n ? words.none : found.partial ? words.some : n === 1 ? words.one : words.count).replace("{}", number));
    indexes.hidden = n > 0;
    list.hidden = !n;
    // What is known at once is shown at once; the texts, the order they decide and the excerpts follow.
    const top = found.pages.slice(0, SHOWN);
    const known = top.map((it) => head.known.get(it.id));
    if (known.every(Boolean)) list.replaceChildren(...known.map((it) => item(it, query)));
    const records = await Promise.all(top.map(record));
    if (mine !== present) return;
    top.forEach((it, at) => { if (records[at]) it.score *= closeness(records[at], query); });
    top.sort((a, b) => b.exact - a.exact || b.score - a.score || b.id - a.id);
    found.pages.splice(0, top.length, ...top);
    if (await show(found.pages.slice(0, SHOWN), mine, true)) list.setAttribute("data-ready", params.get("q") ?? "");
  };

  let timer = 0;
  const soon = (wait) => {
    list.removeAttribute("data-ready");
    clearTimeout(timer);
    timer = setTimeout(search, wait);
  };
  box.addEventListener("input", () => soon(20));
  form.addEventListener("change", (event) => { if (event.target !== box) soon(0); });
  form.addEventListener("submit", (event) => { event.preventDefault(); soon(0); });
  more.addEventListener("click", async () => {
    const before = list.children.length;
    if (await show(found.pages.slice(before, before + SHOWN), present, false)) list.children[before]?.querySelector("a").focus();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.value) return;
    event.preventDefault();
    box.value = "";
    soon(0);
  });
  // Arrows go from the box through the results and back.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [box, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0 || event.ctrlKey || event.altKey || event.metaKey || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  });

  const read = () => {
    const params = new URLSearchParams(location.search);
    for (const field of form.elements) if (field.name) field.value = params.get(field.name) ?? "";
    form.querySelector("details").open = [...params.keys()].some((it) => it !== "q");
  };
  addEventListener("popstate", () => { read(); soon(0); });
  read();
  form.hidden = false;
  search();
})();
