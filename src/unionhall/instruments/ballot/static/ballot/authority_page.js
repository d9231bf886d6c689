// The credential authority: makes all credentials here and sends the sorted public list, nothing else.
import { checkBrowser } from "./able.js";
import { forMailMerge, forPrint, makeCredentials } from "./authority.js";
import { attempt, progressOf, save, send, sentence, tell } from "./common_page.js";
import { Refused } from "./refusals.js";

const { uid } = document.getElementById("booth").dataset;
let made = null;

document.getElementById("start").addEventListener("click", () =>
  attempt(async () => {
    checkBrowser();
    made = await makeCredentials(uid, wanted(), { progress: progressOf("working") });
    save(`credentials-${uid}.csv`, forMailMerge(made.lines));
    tell("");
    document.getElementById("publishing").hidden = false;
  }),
);
document.getElementById("save").addEventListener("click", () => {
  save(`credentials-${uid}.csv`, forMailMerge(made.lines));
});
document.getElementById("print").addEventListener("click", () => {
  save(`credentials-${uid}.txt`, forPrint(made.lines));
});
document.getElementById("publish").addEventListener("click", () =>
  attempt(async () => {
    tell(sentence("sending"));
    await send(location.pathname, made.publicList);
    document.getElementById("doing").hidden = true;
    document.getElementById("finished").hidden = false;
    tell(sentence("sent"));
  }),
);

// One line a voter, with a weight after a semicolon if it isn't 1; or how many numbered envelopes are needed.
function wanted() {
  const lines = document
    .getElementById("names")
    .value.split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  if (lines.length === 0) return numbered(Number(document.getElementById("number").value));
  return lines.map((line) => {
    const [name, weight = "1"] = line.split(";").map((part) => part.trim());
    return { name, weight: Number(weight) };
  });
}

function numbered(count) {
  if (!Number.isInteger(count) || count < 1) throw new Refused("authority", "count-range");
  return Array.from({ length: count }, (_, at) => ({ name: `No. ${at + 1}` }));
}
