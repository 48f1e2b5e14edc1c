// Asks the questions one after another in the page of the search, and gives what came.
async (queries) => {
  const at = (id) => document.getElementById(id);
  const ready = () => new Promise((resolve) => {
    const look = () => (at("ket-qua").hasAttribute("data-ready") ? resolve() : setTimeout(look, 5));
    look();
  });
  const seen = [];
  for (const query of queries) {
    at("tim-kiem").reset();
    for (const [name, value] of Object.entries(query.filters)) at("tim-kiem").elements[name].value = value;
    at("q").value = query.q;
    at("q").dispatchEvent(new Event("input", { bubbles: true }));
    await ready();
    seen.push({
      urls: [...document.querySelectorAll("#ket-qua > li a")].map((it) => new URL(it.href).pathname),
      marks: [...document.querySelectorAll("#ket-qua > li:first-child mark")].map((it) => it.textContent),
      count: at("so-ket-qua").textContent,
    });
  }
  return seen;
}
