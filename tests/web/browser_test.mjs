// The face in Chromium, with a real simulator behind it and a real TAPI host on its other side.
import { after, before } from "node:test";
import { closeBrowser, openBrowser } from "./rig.mjs";

before(openBrowser);
after(closeBrowser);

await import("./controls.mjs");
await import("./live.mjs");
await import("./access.mjs");
await import("./windows.mjs");
