// Neo4j Browser as a user meets it: opens the link that "graph browse" prints,
// types the password, runs the query, and looks at the graph. Needs the command
// (GRAPH), a server that it reaches by its environment, loaded articles, and
// Chromium (CHROMIUM, else /usr/bin/chromium). Screenshots go to ARTIFACTS.
//
//   node browser.mjs            test
//   node browser.mjs picture F  makes the picture for the README
import { chromium } from 'playwright-core';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import assert from 'node:assert/strict';

const graph = process.env.GRAPH ?? 'graph';
const artifacts = process.env.ARTIFACTS ?? 'artifacts';
const patience = 90_000; // ms; a busy machine takes its time
mkdirSync(artifacts, { recursive: true });

const run = (...args) => execFileSync(graph, args, { encoding: 'utf8' }).trim();
const password = /NEO4J_PASSWORD='(.*)'/.exec(run('server', 'env'))[1];
const arabic = /[\u0600-\u06ff]/;

const chromiumArgs = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

async function withPage(work, options = {}) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: chromiumArgs });
  try {
    const context = await browser.newContext({ viewport: { width: 1400, height: 1000 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(patience);
    const errors = [];
    page.on('pageerror', e => errors.push(String(e)));
    // Fonts and telemetry of other hosts: the test is about what is local.
    await page.route('**/*', r => ['localhost', '127.0.0.1'].includes(new URL(r.request().url()).hostname) ? r.continue() : r.abort());
    await work(page);
    assert.deepEqual(errors, [], 'errors on the page');
  } finally {
    await browser.close();
  }
}

const shot = (page, name) => page.screenshot({ path: `${artifacts}/browser-${name}.png` });
const frames = page => page.getByTestId('frame');

// logIn opens a link and types the password, as one does the first time.
async function logIn(page, link) {
  await page.goto(link);
  const field = page.locator('input[type=password]');
  await field.waitFor();
  assert.match(await page.getByTestId('boltaddress').inputValue(), /localhost:\d+/, 'the address is filled in');
  assert.equal(await page.getByTestId('username').inputValue(), 'neo4j', 'the user is filled in');
  await shot(page, '1-login');
  await field.fill(password);
  await page.getByTestId('connect').click();
  await page.getByText('Who said what').first().waitFor(); // the guide is opened by itself
}

// comeBack opens a link when the Browser knows the password already.
async function comeBack(page, link) {
  await page.goto(link);
  await page.getByText('Who said what').first().waitFor(); // it is connected
}

// runQuery presses the button of the editor and waits for the graph.
async function runQuery(page) {
  const before = await frames(page).count();
  await page.getByTestId('editor-Run').click();
  await page.waitForFunction(n => document.querySelectorAll('[data-testid=frame]').length > n, before);
  const frame = frames(page).first();
  await frame.locator('svg g.node').first().waitFor();
  await page.waitForTimeout(3000); // the layout comes to rest
  return frame;
}

const captions = frame => frame.locator('svg g.node').evaluateAll(ns => ns.map(n => [...n.querySelectorAll('text.caption')].map(t => t.textContent.trim()).join(' ')));

async function test() {
  await withPage(async page => {
    const link = run('browse', '--print', 'overview');
    assert.ok(!link.includes(password), 'the password is not in the link');
    await logIn(page, link);
    console.log('ok  logged in; the guide opened by itself');
    await shot(page, '2-guide');

    const editor = (await page.locator('.monaco-editor').first().innerText()).replace(/\s+/g, ' ');
    assert.match(editor, /MATCH p = \(speaker:Speaker\)-\[:SAID\]/, 'the query stands in the editor');
    const frame = await runQuery(page);
    const nodes = await frame.locator('svg g.node').count(), edges = await frame.locator('svg g.relationship').count();
    await shot(page, '3-graph');
    assert.ok(nodes >= 10 && edges >= 10, `a graph: ${nodes} nodes, ${edges} relationships`);
    const texts = await captions(frame);
    assert.ok(texts.every(t => t.length > 0), 'every node has a caption');
    assert.ok(texts.filter(t => arabic.test(t)).length > nodes / 2, `captions are Arabic: ${texts.slice(0, 5)}`);
    assert.ok(texts.every(t => !/^(st|per|org|art)-[0-9a-f]/.test(t)), 'no caption is an id');
    console.log(`ok  named query: ${nodes} nodes, ${edges} relationships, such as ${texts[0]}`);

    // The style is on: a statement has its colour.
    const fills = new Set(await frame.locator('svg g.node circle.b-outline').evaluateAll(cs => cs.map(c => c.getAttribute('fill').toUpperCase())));
    assert.ok(fills.has('#FFF4D6') && fills.has('#2B5C9E'), `the style is applied: ${[...fills]}`);
    console.log('ok  the style was applied by itself');

    // The relationships' captions are their types.
    const types = new Set(await frame.locator('svg g.relationship text').allTextContents());
    assert.ok(types.has('SAID') && types.has('CONTAINS'), `types: ${[...types]}`);

    // A query of the guide, by a click.
    const guide = frames(page).filter({ hasText: 'Who said what' }).first();
    await guide.locator('pre.runnable').first().click();
    await runQuery(page);
    await shot(page, '4-guide-query');
    console.log('ok  a query of the guide, by a click');

    // Coming back, the Browser knows the password.
    await comeBack(page, run('browse', '--print', 'source-chains'));
    assert.equal(await page.locator('input[type=password]').count(), 0, 'the Browser remembers the password');
    const chains = await runQuery(page);
    const chainTypes = new Set(await chains.locator('svg g.relationship text').allTextContents());
    assert.ok(chainTypes.has('VIA'), `source chains: ${[...chainTypes]}`);
    await shot(page, '5-chains');
    console.log('ok  coming back needs no password; source chains are there');

    // Cypher of one's own.
    await comeBack(page, run('browse', '--print', `MATCH p = (:Country {code: 'JO'})<-[:MENTIONS]-(:Statement) RETURN p LIMIT 20`));
    const jordan = await runQuery(page);
    assert.ok((await captions(jordan)).some(t => arabic.test(t)), 'a country and what is said about it');
    console.log('ok  a query of one\'s own');
  });
  console.log('6 passed, 0 failed');
}

// picture makes the picture of the README from the query in CYPHER: the graph
// in the whole window, without the panel beside it.
async function picture(file) {
  await withPage(async page => {
    await logIn(page, run('browse', '--print', process.env.CYPHER ?? 'overview'));
    const frame = await runQuery(page);
    await frame.getByTitle('Fullscreen').first().click();
    await page.getByTitle('Collapse the node properties display').click();
    await page.waitForTimeout(1000);
    await page.getByLabel('zoom-to-fit').first().click();
    await page.waitForTimeout(3000);
    // Cut to the nodes.
    const boxes = await page.locator('svg g.node').evaluateAll(ns => ns.map(n => n.getBoundingClientRect()).map(r => [r.left, r.top, r.right, r.bottom]));
    const edge = (i, f) => f(...boxes.map(b => b[i]));
    const x = Math.max(0, edge(0, Math.min) - 20), y = Math.max(0, edge(1, Math.min) - 20);
    await page.screenshot({ path: file, clip: { x, y, width: edge(2, Math.max) + 20 - x, height: edge(3, Math.max) + 20 - y } });
  }, { viewport: { width: 1480, height: 860 } });
}

const [what, file] = process.argv.slice(2);
await (what === 'picture' ? picture(file) : test());
