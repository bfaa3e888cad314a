// One page, one script, one style sheet, under names that stay: they are committed in ../assets and
// become part of offhook-sim. OFFHOOK_FACE_OUT puts them elsewhere, for the test that compares both.
import { defineConfig } from "vite";

export default defineConfig({
    base: "/",
    publicDir: "public",
    build: {
        outDir: process.env.OFFHOOK_FACE_OUT ?? "../assets",
        emptyOutDir: true,
        target: "es2022",
        assetsInlineLimit: 0,
        modulePreload: false,
        reportCompressedSize: false,
        rollupOptions: {
            output: { entryFileNames: "face.js", assetFileNames: "face[extname]" },
        },
    },
});
