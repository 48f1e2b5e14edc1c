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

  function make(tag, inside, set) {
    var made = document.createElement(tag);
    Object.assign(made, set);
    made.append.apply(made, inside);
    return made;
  }

  // One of several; what is chosen is true of all pages at once.
  function choice(name, values, words) {
    return make("fieldset", [make("legend", [words[0]])].concat(values.map(function (value, at) {
      var input = make("input", [], { type: "radio", name: name, value: value, checked: (set[name] || "") === value });
      input.addEventListener("change", function () { choose(name, value); });
      return make("label", [input, " " + words[at + 1]]);
    })));
  }

  function tools(place, words) {
    var summary = make("summary", [words[0]]);
    var details = make("details", [summary, make("div", [
      choice("size", ["", "large", "largest"], words.slice(1)),
      choice("look", ["", "light", "dark", "contrast"], words.slice(5)),
    ])], { className: "tools" });
    details.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      summary.focus();
    });
    place.append(details);
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

  // A button that copies `text`, and says that it was done.
  function button(label, text, done) {
    var press = make("button", [label], { type: "button" }), says = make("span", []);
    says.setAttribute("role", "status");
    press.addEventListener("click", function () {
      copy(text).then(function () {
        says.textContent = done;
        setTimeout(function () { says.textContent = ""; }, 4000);
      }, function () { says.textContent = text; });
    });
    return make("span", [press, " ", says], { className: "copy" });
  }

  // On a narrow screen the menu is one row that moves sideways. Where its items stand is known once the style is there.
  addEventListener("load", function () {
    var here = document.querySelector(".menu [aria-current]"), row = here && here.closest("ul");
    if (row) row.scrollLeft = here.offsetLeft - row.offsetLeft - 16;
  });

  document.addEventListener("DOMContentLoaded", function () {
    var place = document.getElementById("x-tools");
    if (!place) return;
    var words = place.dataset.words.split("|"), done = words[11];
    tools(place, words);
    if (root.dataset.offline && "serviceWorker" in navigator) {
      navigator.serviceWorker.register(root.dataset.offline).catch(function () { /* opened as a file, or in a private window */ });
    }
    document.querySelectorAll(".citation").forEach(function (it) {
      it.insertAdjacentElement("afterend", button(words[10], it.textContent.trim(), done));
    });
    document.querySelectorAll("ul[data-link]").forEach(function (list) {
      var data = list.dataset, title = document.querySelector("h1").textContent;
      var add = function (it) { list.append(make("li", [it])); };
      add(button(data.copyLink, data.link, done));
      if (data.cite) add(button(data.copyCite, title + ". " + data.cite + ". " + data.link, done));
      if (!navigator.share) return;
      var press = make("button", [data.more], { type: "button" });
      press.addEventListener("click", function () {
        navigator.share({ title: title, url: data.link }).catch(function () { /* the reader thought better of it */ });
      });
      add(press);
    });
  });
})();
