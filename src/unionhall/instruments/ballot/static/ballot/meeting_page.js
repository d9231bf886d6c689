// Before a vote in a meeting: the browser makes and registers its credential by itself, once for each vote.
import { checkBrowser } from "./able.js";
import { makeCredential, publicOf, secretOf } from "./credential.js";
import { send } from "./common_page.js";

for (const each of document.querySelectorAll("[data-get-ready]")) getReady(each);

async function getReady(line) {
  const { uid, url, registered } = line.dataset;
  const kept = `ballot.credential.${uid}`;
  if (registered === "yes" && localStorage.getItem(kept)) return show(line, "ready");
  if (registered === "yes") return show(line, "elsewhere");
  try {
    checkBrowser();
    const credential = makeCredential();
    await send(url, String(publicOf(await secretOf(credential, uid))));
    localStorage.setItem(kept, credential);
    show(line, "ready");
  } catch (error) {
    console.error(error);
    show(line, "by-hand");
  }
}

function show(line, state) {
  for (const words of line.querySelectorAll("[data-state]")) words.hidden = words.dataset.state !== state;
}
