// Live progress, and the sentences that a point rests on. Reading, sending and searching work without it.
"use strict";

function follow(box) {
  const source = new EventSource(box.dataset.events);
  let finished = 0;
  source.addEventListener("progress", (event) => {
    const job = JSON.parse(event.data);
    show(box, job);
    const done = job.articles.filter((article) => article.stage === "done").length;
    const over = ["done", "failed", "cancelled", "quarantined"].includes(job.state);
    if (over) source.close();
    if (over || done > finished) refresh(over);
    finished = done;
  });
}

function show(box, job) {
  const total = job.articles.reduce((sum, article) => sum + article.total, 0);
  const done = job.articles.reduce((sum, article) => sum + article.done, 0);
  const bar = box.querySelector("progress");
  if (total) {
    bar.max = total;
    bar.value = done;
  }
  const finished = job.articles.filter((article) => article.stage === "done").length;
  box.querySelector(".said").textContent =
    job.state === "queued" ? "waiting" : `${finished} of ${job.articles.length} articles, ${done} of ${total} sentences`;
  for (const article of job.articles) {
    const line = document.querySelector(`[data-article="${CSS.escape(article.article)}"] .stage`);
    if (line) line.textContent = article.total ? `${article.stage} ${article.done}/${article.total}` : article.stage;
  }
}

// Put what is new on the page in its place, and leave alone what a reader may be looking at.
async function refresh(over) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const stories = document.querySelector(".stories");
  if (stories) {
    for (const story of fresh.querySelectorAll(".stories > article")) {
      if (!document.getElementById(story.id)) place(stories, story, fresh);
    }
    swap(fresh, ".contents", ".stories");
    swap(fresh, ".top .facts");
    swap(fresh, ".rest");
    if (over) swap(fresh, ".running");
  } else {
    for (const card of fresh.querySelectorAll(".card")) document.getElementById(card.id)?.querySelector("ul")?.replaceWith(card.querySelector("ul"));
    if (over) {
      for (const card of fresh.querySelectorAll(".card")) {
        const old = document.getElementById(card.id);
        if (old && !card.querySelector(".progress")) old.replaceWith(card);
      }
    }
  }
  light();
}

function place(stories, story, fresh) {
  const order = [...fresh.querySelectorAll(".stories > article")].map((article) => article.id);
  const next = order.slice(order.indexOf(story.id) + 1).map((id) => document.getElementById(id)).find(Boolean);
  stories.insertBefore(story, next || stories.querySelector(".rest"));
}

function swap(fresh, selector, before) {
  const [old, young] = [document.querySelector(selector), fresh.querySelector(selector)];
  if (old && young) old.replaceWith(young);
  else if (old && !young) old.remove();
  else if (young && before) document.querySelector(before).before(young);
  else if (young) document.querySelector(".stories").append(young);
}

function light() {
  for (const item of document.querySelectorAll("[data-evidence]")) {
    const rows = item.dataset.evidence.trim().split(" ").map((id) => document.getElementById(id)).filter(Boolean);
    const set = (on) => rows.forEach((row) => row.classList.toggle("lit", on));
    item.onmouseenter = () => set(true);
    item.onmouseleave = () => set(false);
  }
}

document.querySelectorAll("[data-events]").forEach(follow);
light();
