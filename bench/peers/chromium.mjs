// Headless Chromium by playwright-core: one open page, whose text is changed for each card, and a screenshot.
// With BENCH_FAST=1, Page.captureScreenshot with `optimizeForSpeed` (PNG of level 1) replaces `page.screenshot`.
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import QRCode from 'qrcode'
import { main } from './_harness.mjs'

let browser

async function setup(env, bg) {
  const s = env.spec, [W, H] = s.size, p = s.panel
  browser ??= await chromium.launch({ executablePath: process.env.BENCH_CHROMIUM, headless: true, args: ['--no-sandbox',
    '--disable-gpu', '--disable-background-networking', '--hide-scrollbars', '--force-color-profile=srgb', '--disable-lcd-text'] })
  const page = await browser.newPage({ viewport: { width: W, height: H }, deviceScaleFactor: 1 })
  const at = b => `position:absolute;left:${b.x}px;top:${b.y}px;`
  const words = b => `${at(b)}width:${b.w}px;font:${b.weight} ${b.size}px/${b.line_height}px Bench;color:${b.colour}`
  const faces = Object.entries(env.fonts).map(([weight, file]) =>
    `@font-face{font-family:Bench;font-weight:${weight};src:url("${pathToFileURL(file)}")}`).join('')
  const html = `<!doctype html><meta charset=utf-8><style>${faces}*{margin:0;padding:0}img,svg{display:block}
  body{width:${W}px;height:${H}px;overflow:hidden;position:relative;background:${s.flat_colour}}
  #bg{position:absolute;left:0;top:0;width:${W}px;height:${H}px;object-fit:cover}</style>
  ${bg === 'photo' ? `<img id=bg src="${pathToFileURL(env.photo)}">` : ''}
  <div style="${at(p)}width:${p.w}px;height:${p.h}px;border-radius:${p.radius}px;background:rgba(${p.rgba[0]},${p.rgba[1]},${p.rgba[2]},${p.rgba[3] / 255})"></div>
  <div id=figure style="${words(s.figure)}"></div><div id=fact style="${words(s.fact)}"></div><div id=source style="${words(s.source)}"></div>
  <img style="${at(s.logo)}width:${s.logo.w}px;height:${s.logo.h}px" src="${pathToFileURL(env.logo)}">
  <div id=qr style="${at(s.qr)}width:${s.qr.size}px;height:${s.qr.size}px"></div>`
  const file = path.join(env.scratch, `page-${bg}-${process.pid}.html`)
  fs.writeFileSync(file, html)
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load' })
  await page.evaluate(() => Promise.all([document.fonts.load('700 52px Bench'), document.fonts.load('400 26px Bench')]))
  fs.unlinkSync(file)
  return { s, page, cdp: process.env.BENCH_FAST ? await page.context().newCDPSession(page) : null }
}

async function render(state, job, out) {
  const code = await QRCode.toString(job.url, { type: 'svg', errorCorrectionLevel: 'M', margin: 4, width: state.s.qr.size })
  await state.page.evaluate(([job, code]) => {
    for (const id of ['figure', 'fact', 'source']) document.getElementById(id).textContent = job[id]
    document.getElementById('qr').innerHTML = code
  }, [job, code])
  if (state.cdp) {
    const { data } = await state.cdp.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true })
    fs.writeFileSync(out, Buffer.from(data, 'base64'))
  } else await state.page.screenshot({ type: 'png', path: out })
}

main(setup, render, async () => { if (browser) await browser.close() })
