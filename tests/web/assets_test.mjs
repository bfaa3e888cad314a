// Is what is committed in sim/web/assets what sim/web/face makes today?
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const face = path.join(root, "sim/web/face");
const committed = path.join(root, "sim/web/assets");
const smallEnough = 100_000; // bytes of all files together

const filesOf = (folder) =>
    Object.fromEntries(readdirSync(folder).sort().map((name) => [name, readFileSync(path.join(folder, name), "utf8")]));

test("the committed assets equal a fresh build", () => {
    const out = mkdtempSync(path.join(tmpdir(), "offhook-face-"));
    try {
        const env = { ...process.env, OFFHOOK_FACE_OUT: out };
        execFileSync("npm", ["run", "--silent", "build"], { cwd: face, env, stdio: "inherit" });
        assert.deepEqual(filesOf(committed), filesOf(out), "run `npm run build` in sim/web/face and commit sim/web/assets");
    } finally {
        rmSync(out, { recursive: true });
    }
});

test("the page loads nothing from elsewhere and is small", () => {
    const files = filesOf(committed);
    for (const [name, text] of Object.entries(files)) {
        const away = text.replaceAll("http://www.w3.org/", "").match(/(https?:)?\/\/[a-z0-9.-]+\.[a-z]{2,}/gi);
        assert.equal(away, null, `${name} names ${away}`);
    }
    const size = Object.values(files).join("").length;
    assert.ok(size < smallEnough, `${size} bytes`);
});

test("the lock file names no registry", () => {
    const lock = readFileSync(path.join(face, "package-lock.json"), "utf8");
    assert.ok(!lock.includes('"resolved"'));
});
