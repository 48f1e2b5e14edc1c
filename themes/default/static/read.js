// Reading tools: size of the text, colours, copying, sharing. Without this script the page has all that it has to say.
(function () {
  "use strict";
  var root = document.documentElement, key = "bantin-doc", set = {};
  try { set = JSON.parse(localStorage.getItem(key)) || {}; } catch (e) { set = {}; }

  function apply() {
    ["size", "look"].forEach(function (name) {
      if (set[name]) root.dataset[name] = set[name]; else delete root.dataset[name];
    });
  }
  // Before anything is drawn, so that nothing flashes.
  apply();

  function choose(name, value) {
    set[name] = value;
    apply();
    try { localStorage.setItem(key, JSON.stringify(set)); } catch (e) { /* only for this page, then */ }
  }

  function tools() {
    var made = document.getElementById("x-tools");
    if (!made) return;
    var panel = document.importNode(made.content, true);
    panel.querySelectorAll("input").forEach(function (it) {
      it.checked = (set[it.name] || "") === it.value;
      it.addEventListener("change", function () { choose(it.name, it.value); });
    });
    var details = panel.querySelector("details");
    details.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      details.querySelector("summary").focus();
    });
    made.parentNode.insertBefore(panel, made);
  }

  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    var area = document.createElement("textarea");
    area.value = text;
    document.body.appendChild(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject();
  }

  // A button that copies `text`, with the word that it was done.
  function button(label, text) {
    var made = document.getElementById("x-copy").content.firstElementChild.cloneNode(true);
    var press = made.querySelector("button"), says = made.querySelector("[role=status]");
    if (label) press.textContent = label;
    press.addEventListener("click", function () {
      copy(text).then(function () {
        says.textContent = says.dataset.done;
        setTimeout(function () { says.textContent = ""; }, 4000);
      }, function () { says.textContent = text; });
    });
    return made;
  }

  function item(list, node) {
    var li = document.createElement("li");
    li.appendChild(node);
    list.appendChild(li);
  }

  document.addEventListener("DOMContentLoaded", function () {
    tools();
    if (root.dataset.offline && "serviceWorker" in navigator) {
      navigator.serviceWorker.register(root.dataset.offline).catch(function () { /* a page of a folder, or a private window */ });
    }
    document.querySelectorAll(".citation").forEach(function (it) {
      it.insertAdjacentElement("afterend", button("", it.textContent.trim()));
    });
    document.querySelectorAll("ul[data-link]").forEach(function (list) {
      var data = list.dataset;
      item(list, button(data.copyLink, data.link));
      if (data.cite) item(list, button(data.copyCite, data.cite));
      if (!navigator.share) return;
      var press = document.createElement("button");
      press.type = "button";
      press.textContent = data.more;
      press.addEventListener("click", function () {
        navigator.share({ title: document.querySelector("h1").textContent, url: data.link }).catch(function () { /* the reader thought better of it */ });
      });
      item(list, press);
    });
  });
})();
