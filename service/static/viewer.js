// Live progress, and the sentences that a point rests on. Reading, sending and searching work without it.
"use strict";

const ENDED = ["done", "failed", "cancelled", "quarantined"];

function follow(box) {
  const source = new EventSource(box.dataset.events);
  let finished = 0;
  source.addEventListener("progress", (event) => {
    const job = JSON.parse(event.data);
    const over = ENDED.includes(job.state);
    const done = job.articles.filter((article) => article.stage === "done").length;
    show(box, job, done);
    if (over) source.close();
    if (over || done > finished) refresh(box, over);
    finished = done;
  });
  source.addEventListener("error", () => {
    // The browser opens a broken stream again by itself, but not one that was refused.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => follow(box), 5000);
  });
}

function show(box, job, done) {
  const sum = (name) => job.articles.reduce((all, article) => all + article[name], 0);
  const total = sum("total");
  if (total) Object.assign(box.querySelector("progress"), { max: total, value: sum("done") });
  // What is said aloud changes only when an article is finished.
  say(box.querySelector(".said"), job.state === "queued" ? "waiting" : `${done} of ${job.articles.length} articles`);
  say(box.querySelector(".count"), total ? `${sum("done")} of ${total} sentences` : "");
  const stages = box.parentElement.querySelector(".stages");
  if (stages) list(stages, job.articles);
}

function list(stages, articles) {
  while (stages.children.length < articles.length) {
    const [line, title, stage] = ["li", "span", "span"].map((name) => document.createElement(name));
    title.lang = "zh";
    stage.className = "stage";
    line.append(title, " ", stage);
    stages.append(line);
  }
  articles.forEach((article, i) => {
    const [title, stage] = stages.children[i].children;
    say(title, article.title || "(no headline)");
    say(stage, article.total ? `${article.stage} ${article.done}/${article.total}` : article.stage);
  });
}

function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// Put what is new on the page in its place, and leave alone what a reader may be looking at.
async function refresh(box, over) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const card = box.closest(".card");
  if (card) {
    const young = fresh.getElementById(card.id);
    if (young && over) card.replaceWith(young);
    else if (young) card.querySelector("ul").replaceWith(young.querySelector("ul"));
    return;
  }
  const stories = [...fresh.querySelectorAll(".story")];
  const order = stories.map((story) => story.id);
  for (const story of stories.filter((story) => !document.getElementById(story.id))) {
    const next = order.slice(order.indexOf(story.id) + 1).map((id) => document.getElementById(id)).find(Boolean);
    document.querySelector(".stories").insertBefore(story, next || document.getElementById("rest"));
    light(story);
  }
  for (const id of ["facts", "contents", "rest", ...(over ? ["state"] : [])]) {
    document.getElementById(id).replaceWith(fresh.getElementById(id));
  }
}

function light(part) {
  for (const item of part.querySelectorAll("[data-evidence]")) {
    const rows = item.dataset.evidence.trim().split(" ").map((id) => document.getElementById(id)).filter(Boolean);
    const set = (on) => rows.forEach((row) => row.classList.toggle("lit", on));
    item.addEventListener("mouseenter", () => set(true));
    item.addEventListener("mouseleave", () => set(false));
  }
}

document.querySelectorAll("[data-events]").forEach(follow);
light(document);
