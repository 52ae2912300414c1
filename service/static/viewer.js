// Live progress, and the sentences that a point rests on. Reading, sending and searching work without it.
"use strict";

const ENDED = ["done", "failed", "cancelled", "quarantined"];

// A briefing: its job is followed as a stream.
function follow(box) {
  const source = new EventSource(box.dataset.events);
  source.addEventListener("progress", (event) => {
    const job = JSON.parse(event.data);
    if (over(job)) source.close();
    if (show(box, job)) refreshStories(over(job));
  });
  source.addEventListener("error", () => {
    // The browser opens a broken stream again by itself, but not one that was refused.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => follow(box), 5000);
  });
}

// The list: one question for all jobs. A stream for each would take every connection that a browser opens to a host.
async function watch() {
  const boxes = [...document.querySelectorAll("[data-job]")];
  if (!boxes.length) return;
  let pause = 1000;
  try {
    const answer = await fetch(`/v1/jobs?limit=200&${boxes.map((box) => `id=${box.dataset.job}`).join("&")}`);
    if (!answer.ok) throw new Error(answer.statusText);
    const { jobs } = await answer.json();
    const asked = boxes.map((box) => [box, jobs.find((job) => job.id === box.dataset.job)]);
    const news = asked.filter(([box, job]) => job && show(box, job));
    if (news.length) await refreshCards(news);
  } catch {
    pause = 5000;
  }
  setTimeout(watch, pause);
}

function over(job) {
  return ENDED.includes(job.state);
}

// Say how far the job is. Returns whether there is more to be read by now.
function show(box, job) {
  const done = job.articles.filter((article) => article.stage === "done").length;
  const more = over(job) || done > Number(box.dataset.finished || 0);
  box.dataset.finished = done;
  const sum = (name) => job.articles.reduce((all, article) => all + article[name], 0);
  const total = sum("total");
  if (total) Object.assign(box.querySelector("progress"), { max: total, value: sum("done") });
  // What is said aloud changes only when an article is finished.
  say(box.querySelector(".said"), job.state === "queued" ? "waiting" : `${done} of ${job.articles.length} articles`);
  say(box.querySelector(".count"), total ? `${sum("done")} of ${total} sentences` : "");
  const stages = box.parentElement.querySelector(".stages");
  if (stages) list(stages, job.articles);
  return more;
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

// The page as it is by now; null where there is none.
async function reread() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
}

async function refreshCards(news) {
  const fresh = await reread();
  if (!fresh) return;
  for (const [box, job] of news) {
    const card = box.closest(".card");
    const young = fresh.getElementById(card.id);
    if (over(job)) delete box.dataset.job;
    if (young && over(job)) card.replaceWith(young);
    else if (young) card.querySelector("ul").replaceWith(young.querySelector("ul"));
  }
}

// Put what is new on the page, or reads otherwise by now, in its place, and leave alone what a reader may be looking at.
async function refreshStories(ended) {
  const fresh = await reread();
  if (!fresh) return;
  const stories = [...fresh.querySelectorAll(".story")];
  const order = stories.map((story) => story.id);
  for (const story of stories) {
    const old = document.getElementById(story.id);
    if (old && old.dataset.text === story.dataset.text) continue;
    const next = order.slice(order.indexOf(story.id) + 1).map((id) => document.getElementById(id)).find(Boolean);
    if (old) replaceStory(old, story);
    else document.querySelector(".stories").insertBefore(story, next || document.getElementById("rest"));
    light(story);
  }
  // What the page, read anew, no longer has.
  if (ended) document.querySelectorAll(".story").forEach((story) => order.includes(story.id) || story.remove());
  for (const id of ["facts", "contents", "rest", ...(ended ? ["state"] : [])]) {
    document.getElementById(id).replaceWith(fresh.getElementById(id));
  }
}

// The new text in the place of the old one, opened where that was opened.
function replaceStory(old, story) {
  const [was, is] = [old, story].map((each) => [...each.querySelectorAll("details")]);
  is.forEach((details, i) => (details.open = Boolean(was[i] && was[i].open)));
  old.replaceWith(story);
}

function light(part) {
  for (const item of part.querySelectorAll("[data-evidence]")) {
    const rows = item.dataset.evidence.trim().split(" ").map((id) => document.getElementById(id)).filter(Boolean);
    const set = (on) => rows.forEach((row) => row.classList.toggle("lit", on));
    for (const event of ["mouseenter", "focusin"]) item.addEventListener(event, () => set(true));
    for (const event of ["mouseleave", "focusout"]) item.addEventListener(event, () => set(false));
  }
}

document.querySelectorAll("[data-events]").forEach(follow);
watch();
light(document);
