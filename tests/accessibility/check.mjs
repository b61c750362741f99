// Opens pages in headless Chromium with the network off and holds them against axe's rules: WCAG 2.2 A and AA, and good practice.
// Usage: node check.mjs CHROMIUM PAGE…   Ends with 1 and a list if a page breaks a rule, asks for anything from outside, or is wider than a phone.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const [executablePath, ...pages] = process.argv.slice(2);

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
let faults = 0;
const fault = (page, said) => { faults += 1; console.error(`${page}: ${said}`); };

for (const page of pages) {
  for (const width of [1280, 390]) {
    const context = await browser.newContext({ offline: true, viewport: { width, height: 900 } });
    const tab = await context.newPage();
    const url = pathToFileURL(resolve(page)).href;
    tab.on("request", (request) => { if (request.url() !== url) fault(page, `asks for ${request.url()}`); });
    tab.on("pageerror", (error) => fault(page, error.message));
    await tab.goto(url);
    await tab.evaluate(() => document.querySelectorAll("details").forEach((it) => { it.open = true; }));
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate((tags) => axe.run(document, { runOnly: tags }), tags);
    for (const { id, help, nodes } of violations) {
      fault(page, `${id} (${help}) at ${width} pixels, ${nodes.length} times, first ${nodes[0].target} ${nodes[0].html.slice(0, 200)}`);
    }
    const wider = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wider > 0) fault(page, `scrolls sideways by ${wider} pixels at ${width}`);
    await context.close();
  }
}
await browser.close();
console.log(`${pages.length} pages held against axe: ${faults} faults`);
process.exit(faults === 0 ? 0 : 1);
