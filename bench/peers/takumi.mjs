// takumi (Rust: taffy for layout, parley for text, its own rasterizer and PNG writer); `qrcode` makes the code as SVG.
import fs from 'node:fs'
import { Renderer } from '@takumi-rs/core'
import QRCode from 'qrcode'
import { main } from './_harness.mjs'

async function setup(env, bg) {
  const renderer = new Renderer()
  for (const [weight, file] of Object.entries(env.fonts))
    await renderer.registerFont({ data: fs.readFileSync(file), name: 'Noto Sans', weight: Number(weight) })
  const images = [{ src: 'logo', data: fs.readFileSync(env.logo) }]
  if (bg === 'photo') images.push({ src: 'photo', data: fs.readFileSync(env.photo) }) // decoded once, then in its cache
  return { s: env.spec, renderer, images }
}

function tree(s, job) {
  const [W, H] = s.size, p = s.panel
  const text = (b, t) => ({ type: 'text', text: t, lang: 'en', style: { position: 'absolute', left: b.x, top: b.y, width: b.w,
    fontSize: b.size, lineHeight: `${b.line_height}px`, fontWeight: b.weight, color: b.colour, fontFamily: '"Noto Sans"' } })
  const image = (src, x, y, width, height) => ({ type: 'image', src, width, height,
    style: { position: 'absolute', left: x, top: y, width, height, objectFit: 'cover' } })
  return { type: 'container', style: { width: W, height: H, position: 'relative', backgroundColor: s.flat_colour }, children: [
    ...(job.bg === 'photo' ? [image('photo', 0, 0, W, H)] : []),
    { type: 'container', style: { position: 'absolute', left: p.x, top: p.y, width: p.w, height: p.h, borderRadius: p.radius,
      backgroundColor: `rgba(${p.rgba[0]},${p.rgba[1]},${p.rgba[2]},${p.rgba[3] / 255})` } },
    text(s.figure, job.figure), text(s.fact, job.fact), text(s.source, job.source),
    image('logo', s.logo.x, s.logo.y, s.logo.w, s.logo.h), image('code', s.qr.x, s.qr.y, s.qr.size, s.qr.size),
  ] }
}

async function render(state, job, out) {
  const [width, height] = state.s.size
  const code = Buffer.from(await QRCode.toString(job.url, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 }))
  const images = [...state.images, { src: 'code', data: code, cache: 'none' }]
  fs.writeFileSync(out, await state.renderer.render(tree(state.s, job), { width, height, format: 'png', images }))
}

main(setup, render)
