// The main loop of every peer in node; the protocol is that of _harness.py.
import fs from 'node:fs'
import path from 'node:path'
import readline from 'node:readline'

function makeEnv() {
  const assets = process.env.BENCH_ASSETS
  return { spec: JSON.parse(fs.readFileSync(process.env.BENCH_SPEC, 'utf8')), photo: path.join(assets, 'photo.jpg'),
    logo: path.join(assets, 'logo.png'), fonts: JSON.parse(process.env.BENCH_FONTS), scratch: process.env.BENCH_SCRATCH }
}

export async function main(setup, render, close) {
  const env = makeEnv()
  if (process.argv[2] === '--once') {
    const job = JSON.parse(process.argv[3])
    await render(await setup(env, job.bg), job, job.out)
    if (close) await close()
    process.exit(0)
  }
  const states = {}
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (!line.trim()) break
    const ms = [], bytes = []
    let error = null
    try {
      for (const job of JSON.parse(line).jobs) {
        states[job.bg] ??= await setup(env, job.bg)
        const start = performance.now()
        await render(states[job.bg], job, job.out)
        ms.push(performance.now() - start)
        bytes.push(fs.statSync(job.out).size)
      }
    } catch (e) { error = String(e && e.stack || e) }
    fs.writeSync(1, JSON.stringify({ ms, bytes, error }) + '\n')
  }
  if (close) await close()
  process.exit(0)
}
