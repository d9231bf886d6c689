// A key holder's step: secrets are made, saved and used here; what is published goes to the hall.
import { checkBrowser } from "./able.js";
import { makeKey } from "./keys.js";
import { attempt, fetchBytes, progressOf, save, send, sentence, tell } from "./common_page.js";
import { collectShare, dealShares, makeCertificate, setupOf } from "./threshold.js";
import { decrypt } from "./trustee.js";

const page = document.getElementById("booth");
const { task, uid, circleUrl, publishUrl, contributeUrl, archiveUrl, minimum } = page.dataset;
const file = document.getElementById("file");

const tasks = {
  async key() {
    const { secret, publicKey } = await makeKey();
    return { keep: secret, name: "key", parts: { key: publicKey } };
  },
  async certificate() {
    const { seed, certificate } = await makeCertificate();
    return { keep: seed, name: "seed", parts: { certificate } };
  },
  async deal() {
    const { threshold, certificates } = await circle();
    const { coefexps, letters } = await dealShares({ seed: await chosenFile(), threshold, certificates });
    return { parts: { coefficients: coefexps, letters } };
  },
  async collect() {
    const made = await collectShare({ seed: await chosenFile(), ...(await circle()) });
    return { keep: made.secret, name: "key", parts: { key: made.verificationKey } };
  },
};

let made = null;

document.getElementById("start")?.addEventListener("click", () =>
  attempt(async () => {
    checkBrowser();
    if (task === "decrypt") {
      await decryptNow();
      return;
    }
    made = await tasks[task]();
    if (!made.keep) {
      await publishNow();
      return;
    }
    saveNow();
    document.getElementById("publishing").hidden = false;
  }),
);
document.getElementById("save")?.addEventListener("click", saveNow);
document.getElementById("publish")?.addEventListener("click", () => attempt(publishNow));

if (task === "deal") {
  attempt(async () => {
    const name = await setupOf(await circle());
    document.getElementById("setup").textContent = name.slice(0, 16).replace(/.{4}(?=.)/g, "$& ");
  });
}

function saveNow() {
  save(`${made.name}-${uid}.txt`, made.keep);
}

async function publishNow() {
  tell(sentence("sending"));
  const texts = Object.entries(made.parts).map(([kind, part]) => [kind, JSON.stringify(part)]);
  await send(publishUrl, JSON.stringify(Object.fromEntries(texts)));
  finish();
}

async function decryptNow() {
  const secret = await chosenFile();
  const wish = { memory: localStorage, minimum: Number(minimum), progress: progressOf("checking") };
  const { text } = await decrypt(await fetchBytes(archiveUrl), secret, wish);
  tell(sentence("sending"));
  await send(contributeUrl, text);
  finish();
}

function finish() {
  document.getElementById("doing").hidden = true;
  document.getElementById("finished").hidden = false;
  tell(sentence("sent"));
}

async function chosenFile() {
  return (await file.files[0]?.text())?.trim() ?? "";
}

async function circle() {
  return JSON.parse(new TextDecoder().decode(await fetchBytes(circleUrl)));
}
