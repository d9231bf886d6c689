// Before a vote opens: a credential is made here; its public half goes to the hall, the rest stays here.
import { checkBrowser } from "./able.js";
import { makeCredential, publicOf, secretOf } from "./credential.js";
import { attempt, save, send, sentence, showStep, tell } from "./common_page.js";

const { uid } = document.getElementById("booth").dataset;

document.getElementById("register").addEventListener("click", () =>
  attempt(async () => {
    checkBrowser();
    const credential = makeCredential();
    tell(sentence("sending"));
    await send(location.pathname, String(publicOf(await secretOf(credential, uid))));
    localStorage.setItem(`ballot.credential.${uid}`, credential);
    document.getElementById("made").textContent = credential;
    const text = `${document.title}\n\n${credential}\n`;
    document.getElementById("save").onclick = () => save(`credential-${uid}.txt`, text);
    showStep("kept");
    tell("");
  }),
);
