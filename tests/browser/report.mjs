// Opens reports as a reader does and holds them to what they promise: no message on the console, no request,
// every figure drawn, switch and tooltips that work, nothing wider than the screen, a print without cut figures,
// and no serious finding of an accessibility checker.
//
//     node report.mjs FOLDER…      each with a report.html or a compare.html; CHROMIUM names the browser, SHOTS a folder
//                                  for pictures
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const shots = process.env.SHOTS;
const folders = process.argv.slice(2);
if (folders.length === 0) throw new Error("which folders of results?");

// A4 within the margins of the page, at 96 pixels an inch.
const MILLIMETRE = 96 / 25.4;
const PRINT = { width: Math.floor((210 - 26) * MILLIMETRE), height: Math.floor((297 - 30) * MILLIMETRE) };

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
let failures = 0;

async function check(folder, language) {
  const found = [];
  const expect = (holds, what) => { if (!holds) found.push(what); };
  const file = ["report.html", "compare.html"].map((name) => resolve(folder, name)).find((name) => existsSync(name));
  if (!file) return [`no page in ${folder}`];
  const isComparison = basename(file) === "compare.html";
  const isStudy = existsSync(resolve(folder, "designs.csv"));
  const address = pathToFileURL(file).href;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, bypassCSP: false });
  const page = await context.newPage();
  page.on("console", (message) => found.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => found.push(`error: ${error.message}`));
  page.on("request", (request) => { if (request.url() !== address) found.push(`request: ${request.url().slice(0, 80)}`); });
  await page.goto(address);
  const picture = async (name, options = {}) => {
    if (!shots) return;
    mkdirSync(shots, { recursive: true });
    await page.screenshot({ path: join(shots, `${basename(folder)}-${language}-${name}.png`), ...options });
  };

  // The switch, and back where it was asked for.
  const current = () => page.evaluate(() => document.documentElement.lang);
  const other = language === "nl" ? "en" : "nl";
  if ((await current()) !== other) await page.locator(`.page[lang=${language}] .switch`).click();
  expect((await current()) === other, "the switch does not show the other language");
  const titleOfOther = await page.title();
  await page.locator(`.page[lang=${other}] .switch`).click();
  expect((await current()) === language, "the switch does not come back");
  expect(await page.locator(`.page[lang=${language}] h1`).isVisible(), "no heading is shown");
  expect(!(await page.locator(`.page[lang=${other}] h1`).isVisible()), "both languages are shown");
  expect((await page.title()) !== "" && titleOfOther !== "", "no title");
  // Within a section, the reader stays there.
  const section = isComparison || isStudy ? "assumptions" : "bridge";
  await page.locator(`#${language}-${section}`).scrollIntoViewIfNeeded();
  await page.evaluate((id) => document.getElementById(id).scrollIntoView({ behavior: "instant" }), `${language}-${section}`);
  await page.evaluate((selector) => document.querySelector(selector).click(), `.page[lang=${language}] .switch`);
  const top = await page.evaluate((id) => document.getElementById(id).getBoundingClientRect().top, `${other}-${section}`);
  expect(Math.abs(top) < 60, `the switch moves the reader by ${Math.round(top)} pixels`);
  await page.evaluate((selector) => document.querySelector(selector).click(), `.page[lang=${other}] .switch`);

  // Figures, their tooltips and their tables.
  const here = page.locator(`.page[lang=${language}]`);
  const figures = here.locator("figure");
  const count = await figures.count();
  await page.setViewportSize({ width: 1280, height: 1200 }); // the highest figure fits
  expect(count >= (isComparison ? 2 : isStudy ? 5 : 8), `only ${count} figures`);
  for (let k = 0; k < count; k += 1) {
    const figure = figures.nth(k);
    const id = await figure.getAttribute("id");
    const svg = figure.locator("svg");
    const box = await svg.boundingBox();
    expect(box !== null && box.width > 600 && box.height > 300, `${id} is not drawn`);
    expect((await svg.locator("text").count()) > 3, `${id} has no texts`);
    expect((await svg.getAttribute("aria-label")) !== "", `${id} has no name`);
    await figure.locator(".plot").scrollIntoViewIfNeeded();
    const spots = JSON.parse(await figure.locator(".plot").getAttribute("data-spots"));
    expect(spots.length > 0, `${id} has nothing to point at`);
    const frame = await figure.locator(".plot").boundingBox();
    // A figure is 1280 wide; its height depends on its rows.
    const at = (spot) => [frame.x + (frame.width * (spot[0] + spot[2])) / 2560, frame.y + (frame.width * (spot[1] + spot[3])) / 2560];
    for (const spot of [spots[0], spots[spots.length - 1]]) {
      await page.mouse.move(...at(spot));
      const tip = figure.locator(".tip");
      expect((await tip.count()) === 1, `${id}: no tooltip under the pointer`);
      const text = (await tip.count()) === 1 ? await tip.innerText() : "";
      expect(/\d/.test(text), `${id}: the tooltip has no number`);
      const inside = (await tip.count()) === 1 ? await tip.boundingBox() : frame;
      expect(inside.x >= frame.x - 1 && inside.x + inside.width <= frame.x + frame.width + 1, `${id}: the tooltip is cut off`);
    }
    await page.mouse.move(2, 2);
    expect((await figure.locator(".tip").count()) === 0, `${id}: the tooltip stays`);
    await figure.locator("input[type=range]").focus();
    await page.keyboard.press("ArrowRight");
    expect((await figure.locator(".tip").count()) > 0, `${id}: no numbers by keyboard`);
    expect(/\d/.test((await figure.locator("input[type=range]").getAttribute("aria-valuetext")) ?? ""), `${id}: nothing is read out`);
    if (k === 0) await picture("keyboard");
    await page.keyboard.press("Escape");
    const table = figure.locator("details table");
    expect((await table.locator("tbody tr").count()) > 0 && (await table.locator("caption").count()) === 1, `${id} has no table`);
  }

  await page.setViewportSize({ width: 1280, height: 800 });

  // No duplicate addresses; headings without gaps.
  const duplicates = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    return ids.filter((id, k) => ids.indexOf(id) !== k);
  });
  expect(duplicates.length === 0, `addresses that stand twice: ${duplicates.slice(0, 3)}`);

  // Not wider than the screen: projector, laptop, phone.
  for (const [name, width, height] of [["projector", 1920, 1080], ["laptop", 1280, 800], ["phone", 390, 844]]) {
    await page.setViewportSize({ width, height });
    await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over <= 0, `${over} pixels too wide at ${width}`);
    await picture(name);
    if (name !== "projector") await picture(`${name}-all`, { fullPage: true });
  }

  // Accessibility, with every table open.
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.addScriptTag({ path: axe }).catch(() => null);
  if (!(await page.evaluate(() => "axe" in window))) {
    // The page's own policy refuses foreign scripts, as it should: the checker comes in through the debugger.
    await page.evaluate((await import("node:fs")).readFileSync(axe, "utf8"));
    for (let k = found.length - 1; k >= 0; k -= 1) if (found[k].includes("Content Security Policy")) found.splice(k, 1);
  }
  const result = await page.evaluate(() => window.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"], resultTypes: ["violations"],
  }));
  for (const violation of result.violations) {
    const line = `${violation.id} (${violation.impact}): ${violation.help}: ${violation.nodes[0].html.slice(0, 120)}`;
    if (["serious", "critical"].includes(violation.impact)) found.push(`accessibility: ${line}`);
    else console.log(`  ${basename(folder)} ${language}: ${line}`);
  }

  // Print: nothing is wider than the paper, no figure higher than a page.
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(PRINT);
  const cut = await page.evaluate(({ width, height, language }) => {
    const inside = (element) => {
      const box = element.getBoundingClientRect();
      return box.width === 0 || (box.left >= -1 && box.right <= width + 1);
    };
    const page = document.querySelector(`.page[lang=${language}]`);
    const wide = [...page.querySelectorAll("table, svg, p, h1, h2, h3, dd, article, td, th")].filter((e) => !inside(e));
    const high = [...page.querySelectorAll("figure, article, .warnings, tr")].filter((e) => e.getBoundingClientRect().height > height);
    return [...wide, ...high].map((e) => `${e.tagName} ${e.className} ${e.textContent.slice(0, 40)}`);
  }, { ...PRINT, language });
  expect(cut.length === 0, `cut off in print: ${cut.slice(0, 3).join(" | ")} (${cut.length})`);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  const tables = await here.locator("section > .wide:visible").count();
  expect(pages >= count / 3 && pages <= count + tables + 12, `${pages} pages for ${count} figures`);
  expect(tables >= (isComparison ? 2 : 4), `only ${tables} tables in print`);
  if (shots) writeFileSync(join(shots, `${basename(folder)}-${language}.pdf`), pdf);
  await context.close();
  return found;
}

// Two at a time: each has a browser context of its own.
const tasks = folders.flatMap((folder) => ["nl", "en"].map((language) => [folder, language]));
const work = async () => {
  for (let task = tasks.shift(); task; task = tasks.shift()) {
    const [folder, language] = task;
    const found = [...new Set(await check(folder, language))];
    failures += found.length;
    console.log(`${found.length === 0 ? "ok    " : "FAILED"} ${basename(folder)} ${language}`);
    for (const what of found.slice(0, 12)) console.log(`       ${what}`);
  }
};
await Promise.all([work(), work()]);
await browser.close();
if (failures > 0) process.exitCode = 1;
